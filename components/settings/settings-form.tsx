"use client"

import type { FormEvent, ReactNode } from "react"
import { SaveBar, type SaveBarProps } from "@/components/settings/save-bar"

type SettingsFormProps = {
  onSubmit: (event: FormEvent) => void
  bar: SaveBarProps
  children: ReactNode
}

/** Groups of fields, and below them the bar that saves them all. */
export function SettingsForm({ onSubmit, bar, children }: SettingsFormProps) {
  return (
    <form onSubmit={onSubmit} noValidate className="grid max-w-3xl gap-8 pt-2">
      {children}
      <SaveBar {...bar} />
    </form>
  )
}

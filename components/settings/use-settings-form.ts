"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { toast } from "@/components/ui/toast-store"
import type { ActionError, ActionResult } from "@/lib/auth/action"

/** What a group of fields is given: what stands in them, what is wrong, and how to change them. */
export type SettingsFields<T> = {
  draft: T
  errorAt: (field: string) => string | null
  onChange: (change: Partial<T>) => void
}

type SettingsFormOptions<T> = {
  inForce: T
  /** Two settings that mean the same have the same key. */
  keyOf: (settings: T) => string
  save: (wanted: { seen: T; settings: T }) => Promise<ActionResult<unknown>>
  /** What is said besides, once they are saved. */
  afterwards?: string
}

/** Settings as they are being changed, saved as a whole against what stood on the screen. */
export function useSettingsForm<T>(options: SettingsFormOptions<T>) {
  const { inForce, keyOf, save, afterwards } = options
  const t = useTranslations("settings.form")
  const router = useRouter()
  const [draft, setDraft] = useState(inForce)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const isChanged = keyOf(draft) !== keyOf(inForce)
  const onChange = (change: Partial<T>) => {
    setDraft((current) => ({ ...current, ...change }))
    setError(null)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    startTransition(async () => {
      const result = await save({ seen: inForce, settings: draft })
      if (!result.ok) return setError(result.error)
      setError(null)
      toast(t("saved"), { description: afterwards })
      router.refresh()
    })
  }
  const errorAt = (field: string) => (error?.field === `settings.${field}` ? error.sentence : null)
  const fields: SettingsFields<T> = { draft, errorAt, onChange }
  return {
    fields,
    onSubmit,
    bar: { error, isChanged, pending, onDiscard: () => onChange(inForce) },
  }
}

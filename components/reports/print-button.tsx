"use client"

import { Printer } from "lucide-react"
import type { ReactNode } from "react"
import { Button } from "@/components/ui/button"

type PrintButtonProps = {
  children: ReactNode
  /** Prints this sheet alone; without it, the whole page. */
  sheet?: "team" | "patient"
}

export function PrintButton({ children, sheet }: PrintButtonProps) {
  const print = () => {
    const { dataset } = document.documentElement
    if (sheet) dataset.print = sheet
    window.addEventListener("afterprint", () => delete dataset.print, { once: true })
    window.print()
  }
  return (
    <Button onClick={print}>
      <Printer aria-hidden />
      {children}
    </Button>
  )
}

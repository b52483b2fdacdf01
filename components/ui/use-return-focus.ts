"use client"

import { useRef } from "react"

/**
 * Gives the focus back to where it was when a pane or dialog opened without a trigger of its own
 * (a row, a dose's cell). Whoever has since moved on in the page behind keeps the focus there.
 */
export function useReturnFocus() {
  const before = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      const origin = before.current
      if (!(origin instanceof HTMLElement) || !origin.isConnected || origin === document.body)
        return
      event.preventDefault()
      const now = document.activeElement
      const movedOn = now && now !== document.body && !now.closest("[role$=dialog]")
      if (!movedOn) origin.focus()
    },
  }
}

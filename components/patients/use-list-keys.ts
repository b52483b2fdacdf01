"use client"

import { useEffect, useRef } from "react"
import { type ListCommand, listCommandOf } from "@/lib/patients/list-keys"

const TEXT =
  "textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu], input:not([type=checkbox], [type=radio])"

const CONTROL = "a, button, input, summary"

/** Hears the list's keys on the whole page and from its preview; dialogs over it keep their own. */
export function useListKeys(run: (command: ListCommand) => boolean): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      const dialog = target.closest("[role$=dialog]")
      if (dialog && !dialog.matches("[data-preview]")) return
      const command = listCommandOf({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
        isTyping: target.closest(TEXT) !== null,
        isOnRow: target.matches("[data-row]"),
        // The preview scrolls by its own arrows.
        isOnControl:
          dialog !== null || (target.closest(CONTROL) !== null && !target.closest("[data-row]")),
      })
      if (command && latest.current(command)) event.preventDefault()
    }
    document.addEventListener("keydown", hear)
    return () => document.removeEventListener("keydown", hear)
  }, [])
}

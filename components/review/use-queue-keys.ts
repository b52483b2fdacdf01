import { type RefObject, useEffect } from "react"
import { type Command, commandOf } from "@/lib/review/keys"

const TEXT =
  "textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu]"
const CHOICE = "input[type=checkbox], input[type=radio]"

/** Hears the keys of Review on the whole page, and leaves dialogs over it their own. */
export function useQueueKeys(run: RefObject<(command: Command) => boolean>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body
      const dialog = target.closest("[role$=dialog]")
      if (dialog && !dialog.hasAttribute("data-sheet")) return
      const isChoosing = target.matches(CHOICE)
      const command = commandOf({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey || event.isComposing,
        isTyping: target.closest(TEXT) !== null || (target.matches("input") && !isChoosing),
        isChoosing,
        isOnControl: target.closest("a, button") !== null && !target.matches("[data-row]"),
      })
      if (command && run.current(command)) event.preventDefault()
    }
    document.addEventListener("keydown", hear)
    return () => document.removeEventListener("keydown", hear)
  }, [run])
}

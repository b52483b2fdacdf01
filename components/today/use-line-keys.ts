import { type RefObject, useEffect } from "react"

const WRITTEN = "input, textarea, select, [contenteditable=true], [role=menu], [role$=dialog]"

/** `j` and `k` go from line to line of `place`, across its sections; Enter is the line's own. */
export function useLineKeys(place: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      const target = event.target instanceof Element ? event.target : document.body
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.isComposing
      if (!step || hasModifier || target.closest(WRITTEN)) return
      const lines = [...(place.current?.querySelectorAll<HTMLElement>("[data-line]") ?? [])]
      const seen = lines.filter((line) => line.offsetParent !== null)
      const at = seen.findIndex((line) => line.parentElement?.contains(document.activeElement))
      const next = at === -1 ? seen.at(step > 0 ? 0 : -1) : seen[at + step]
      if (!next) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: "nearest" })
    }
    document.addEventListener("keydown", hear)
    return () => document.removeEventListener("keydown", hear)
  }, [place])
}

const STEPS: Record<string, 1 | -1> = { j: 1, k: -1 }

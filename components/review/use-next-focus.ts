import { useEffect, useRef } from "react"

type Queue = { items: readonly { id: string }[]; updatedAt: number }

/**
 * Keeps the keyboard in the queue: once a decided item has left it, the focus goes to the row that
 * took its place, or to the empty queue. Whoever has moved on meanwhile is left alone.
 */
export function useNextFocus({ items, updatedAt }: Queue) {
  const place = useRef<HTMLDivElement>(null)
  const decided = useRef<{ id: string; index: number; at: number } | null>(null)

  useEffect(() => {
    const last = decided.current
    if (!last) return
    const isGone = !items.some(({ id }) => id === last.id)
    // It was renewed, and the item still needs a person.
    if (isGone || updatedAt > last.at) decided.current = null
    if (isGone && isFocusFree()) focusRow(place.current, last.index)
  }, [items, updatedAt])

  const expect = (id: string) => {
    const index = items.findIndex((item) => item.id === id)
    decided.current = index < 0 ? null : { id, index, at: updatedAt }
  }
  return { place, expect }
}

/** Where an element that is gone, or a pane that is going, has left it. */
function isFocusFree(): boolean {
  const now = document.activeElement
  return !now || now === document.body || now.closest("[role$=dialog]") !== null
}

function focusRow(place: HTMLElement | null, index: number): void {
  const rows = place?.querySelectorAll<HTMLElement>("li > button") ?? []
  const row = rows[Math.min(index, rows.length - 1)]
  ;(row ?? place)?.focus()
}

import { useRef, useState } from "react"
import type { QueueItem } from "@/lib/review/item"

type Current = { id: string; index: number }

/**
 * Where the keyboard stands in the queue: one row of all is reached by Tab, and when it leaves, the
 * row that took its place is.
 */
export function useWalk(items: readonly QueueItem[]) {
  const place = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<Current | null>(null)
  const found = items.findIndex(({ id }) => id === current?.id)
  const index = found >= 0 ? found : Math.min(current?.index ?? 0, items.length - 1)
  const item = items[index] ?? null

  const stand = (id: string) => {
    const at = items.findIndex((each) => each.id === id)
    if (at >= 0) setCurrent({ id, index: at })
  }
  const focus = (id: string | null) => {
    const row = id && place.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
    ;(row || place.current)?.focus()
  }
  const move = (step: 1 | -1) => {
    const now = document.activeElement
    // The first key only shows where one stands.
    const isIn = now?.matches("[data-row]") || now?.closest("[data-sheet]")
    // What was decided elsewhere has left the list: the one in its place is the next.
    const isGone = found < 0 && current !== null && step > 0
    const to = items[isIn && !isGone ? index + step : index] ?? item
    if (!to) return
    stand(to.id)
    focus(to.id)
  }
  /** Goes on from a decided row, which may stay in the list and would keep the focus. */
  const goOn = (id: string) => {
    stand(id)
    if (document.activeElement?.matches("[data-row]")) focus(id)
  }
  return { place, item, stand, move, goOn, restore: () => focus(item?.id ?? null) }
}

/** What comes after an item once it is decided: the one below, else the one above. */
export function after(items: readonly QueueItem[], id: string): QueueItem | null {
  const at = items.findIndex((each) => each.id === id)
  if (at < 0) return items[0] ?? null
  return items[at + 1] ?? items[at - 1] ?? null
}

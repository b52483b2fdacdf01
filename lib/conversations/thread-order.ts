import { daysBetween, type LocalDate, localDateAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { ThreadItem } from "./thread"

/** Of what bears the same time: a text before its answer, and both before what was noted of them. */
export const RANKS: Record<ThreadItem["kind"], number> = {
  message: 0,
  reply: 1,
  note: 2,
  change: 3,
}

type Placed = Pick<ThreadItem, "kind" | "id" | "at">

/** Oldest first. The order is total, so that pages neither overlap nor leave anything out. */
export function compareItems(a: Placed, b: Placed): number {
  return a.at - b.at || RANKS[a.kind] - RANKS[b.kind] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The pages of a thread, each of which may have been read at another moment, as one. */
export function joinPages(pages: readonly { items: readonly ThreadItem[] }[]): ThreadItem[] {
  const byId = new Map<string, ThreadItem>()
  // The first page is the newest: what moved since an older one was read stands as it is there.
  for (const { items } of pages.toReversed()) for (const item of items) byId.set(item.id, item)
  return [...byId.values()].sort(compareItems)
}

export type ThreadDay = { date: LocalDate; items: ThreadItem[] }

/** Ordered items by the day on which they happened where the patient lives. */
export function threadDays(items: readonly ThreadItem[], zone: string): ThreadDay[] {
  const days: ThreadDay[] = []
  for (const item of items) {
    const date = localDateAt(item.at, zone)
    const last = days.at(-1)
    if (last?.date === date) last.items.push(item)
    else days.push({ date, items: [item] })
  }
  return days
}

/** Before which reply "New" stands: the first from `unreadSince` on; null when all was read. */
export function firstNewId(
  items: readonly ThreadItem[],
  unreadSince: Instant | null,
): string | null {
  if (unreadSince === null) return null
  return items.find((item) => item.kind === "reply" && item.at >= unreadSince)?.id ?? null
}

/** Null for a day that its date names better. */
export function dayName(date: LocalDate, today: LocalDate): "today" | "yesterday" | null {
  const back = daysBetween(date, today)
  return back === 0 ? "today" : back === 1 ? "yesterday" : null
}

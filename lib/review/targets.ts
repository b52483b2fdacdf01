import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"
import type { ReviewFilter } from "./item"
import { type Span, spanOf } from "./span"

const TARGETS_MS: Partial<Record<ReviewFilter, number>> = {
  safety: 15 * MINUTE_MS,
  question: 2 * HOUR_MS,
  contradiction: 2 * HOUR_MS,
}

/** Within which time an item of this filter is to be decided, in ms. */
export function targetMs(filter: ReviewFilter): number {
  return TARGETS_MS[filter] ?? DAY_MS
}

/** `span` is what is left, or by how much it is over; null: by less than a minute. */
export type Standing = { isOver: false; span: Span } | { isOver: true; span: Span | null }

/** How an item's age stands against its target. */
export function againstTarget(item: { filter: ReviewFilter; at: Instant }, now: Instant): Standing {
  const left = item.at + targetMs(item.filter) - now
  if (left >= 0) return { isOver: false, span: spanOf(left, Math.floor) }
  return { isOver: true, span: -left < MINUTE_MS ? null : spanOf(-left, Math.floor) }
}

/** The target as a stretch of time. */
export function targetSpan(filter: ReviewFilter): Span {
  return spanOf(targetMs(filter), Math.floor)
}

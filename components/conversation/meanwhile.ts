import type { ThreadItem } from "@/lib/conversations/thread"
import type { Instant } from "@/lib/time"

export type SentMeanwhile = { id: string; name: string; at: Instant }

/**
 * The texts of other people that were asked for after `since`, the newest last: whoever began to
 * write before them may not know of them. What a rule sends by itself is no other's answer.
 */
export function sentMeanwhile(
  items: readonly ThreadItem[],
  since: Instant,
  ownIds: ReadonlySet<string>,
): SentMeanwhile[] {
  return items.flatMap((item) => {
    if (item.kind !== "message" || item.message.by === null) return []
    const { id, by, createdAt, state } = item.message
    if (createdAt <= since || ownIds.has(id) || state === "cancelled") return []
    return [{ id, name: by, at: createdAt }]
  })
}

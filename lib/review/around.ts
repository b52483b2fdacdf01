import type { MessageState, ReplyState } from "@/db/enums"
import type { Instant } from "@/lib/time"

/** One text near a reply, in either direction. */
export type AroundItem = {
  id: string
  at: Instant
  words: string | null
  patientId: string | null
  /** Whom it is from or to, where the thread is a number's and not one patient's. */
  patientName: string | null
} & (
  | { kind: "message"; state: MessageState }
  /** `isThis`: the one that is being decided. */
  | { kind: "reply"; state: ReplyState; isThis: boolean }
)

/** In order of time; the reply in question stays, and of the others those nearest to it. */
export function nearestAround(
  items: readonly AroundItem[],
  at: Instant,
  most: number,
): AroundItem[] {
  const isThis = (item: AroundItem) => item.kind === "reply" && item.isThis
  return [...items]
    .sort((a, b) => Number(isThis(b)) - Number(isThis(a)) || away(a, at) - away(b, at))
    .slice(0, most)
    .sort((a, b) => a.at - b.at || (a.kind === "message" ? -1 : 1))
}

const away = (item: AroundItem, at: Instant) => Math.abs(item.at - at)

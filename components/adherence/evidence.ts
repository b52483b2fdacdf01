import type { DoseEvidence, EvidenceDose } from "@/lib/doses/evidence"
import { isStatement, liveFacts } from "@/lib/doses/reduce"
import type { TimelineEvent } from "@/lib/patients/timeline"

/** What the pane tells of a dose's events besides its messages and replies. */
export type ToldEvents = {
  /** The replies of which nothing stands about this dose any more: they were moved elsewhere. */
  movedReplies: ReadonlySet<string>
  /** What staff stated, what was taken back, and by whom. */
  corrections: TimelineEvent[]
  /** Why no reminder went out, in codes. */
  notReminded: string[]
}

export function toldEvents({ dose }: Pick<DoseEvidence, "dose">): ToldEvents {
  return {
    movedReplies: movedFrom(dose),
    corrections: correctionsOf(dose),
    notReminded: dose.events.flatMap((event) =>
      event.kind === "not_reminded" && event.reason ? [event.reason] : [],
    ),
  }
}

function movedFrom({ events }: EvidenceDose): Set<string> {
  const live = new Set(liveFacts(events).map(({ replyId }) => replyId))
  const said = events.filter(isStatement).flatMap(({ replyId }) => (replyId ? [replyId] : []))
  return new Set(said.filter((replyId) => !live.has(replyId)))
}

/** A patient's statement stands here too once it was taken back: nothing leaves the history. */
function correctionsOf({ events }: EvidenceDose): TimelineEvent[] {
  const live = new Set(liveFacts(events).map(({ id }) => id))
  return events.filter(
    (event) =>
      event.source === "staff" ||
      event.kind === "voided" ||
      (isStatement(event) && !live.has(event.id)),
  )
}

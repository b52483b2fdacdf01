import type {
  PatientTimeline,
  TimelineDose,
  TimelineEvent,
  TimelineMessage,
  TimelineReply,
} from "@/lib/patients/timeline"

/** All that speaks about one dose, each list in order of time. */
export type Evidence = {
  dose: TimelineDose
  messages: TimelineMessage[]
  replies: TimelineReply[]
  /** What staff stated or took back. */
  corrections: TimelineEvent[]
  /** Why no reminder went out, in codes. */
  notReminded: string[]
}

/** Null when the dose is not among those that were read. */
export function evidenceOf(timeline: PatientTimeline, doseId: string): Evidence | null {
  const dose = timeline.doses.find((each) => each.id === doseId)
  if (!dose) return null
  const messages = timeline.messages.filter((message) => message.doseIds.includes(doseId))
  const asked = new Set(messages.map((message) => message.id))
  const stated = new Set(dose.events.map((event) => event.replyId))
  return {
    dose,
    messages,
    replies: timeline.replies.filter(
      (reply) => stated.has(reply.id) || (reply.messageId !== null && asked.has(reply.messageId)),
    ),
    corrections: dose.events.filter((event) => event.source === "staff"),
    notReminded: dose.events.flatMap((event) =>
      event.kind === "not_reminded" && event.reason ? [event.reason] : [],
    ),
  }
}

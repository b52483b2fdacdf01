import type { ThreadItem } from "@/lib/conversations/thread"
import { compareItems } from "@/lib/conversations/thread-order"
import type { PatientTimeline } from "@/lib/patients/timeline"

/** Messages, replies and notes in one order of time, oldest first, each with the doses it is about. */
export function threadItems(timeline: PatientTimeline): ThreadItem[] {
  const read = new Set(timeline.doses.map((dose) => dose.id))
  const byMessage = new Map(timeline.messages.map((message) => [message.id, message]))
  const sent = timeline.messages.map((message): ThreadItem => {
    const at = message.sentAt ?? message.createdAt
    return { kind: "message", id: message.id, at, message, about: known(message.doseIds, read) }
  })
  const received = timeline.replies.map((reply): ThreadItem => {
    const message = reply.messageId ? byMessage.get(reply.messageId) : undefined
    const about = known(message?.doseIds ?? [], read)
    return { kind: "reply", id: reply.id, at: reply.at, reply, about }
  })
  const written = timeline.notes.map((note): ThreadItem => {
    return { kind: "note", id: note.id, at: note.at, note }
  })
  return [...sent, ...received, ...written].sort(compareItems)
}

function known(doseIds: readonly string[], read: ReadonlySet<string>): string[] {
  return doseIds.filter((id) => read.has(id))
}

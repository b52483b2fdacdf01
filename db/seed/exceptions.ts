import { randomUUID } from "node:crypto"
import { newId } from "@/lib/id"
import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"
import type { Sender } from "./payload"
import { addReply, type SeedReply } from "./reply"
import type { SeedRows } from "./rows"

/** A few replies that no rule can place, so that Review shows each of its reasons. */
export function addExceptions(
  rows: SeedRows,
  people: { patients: readonly Sender[]; caregiver: Sender | null },
  now: Instant,
): void {
  const [first, second, third] = people.patients
  if (!first || !second || !third) return
  const add = (reply: Pick<SeedReply, "sender" | "words" | "match"> & Partial<SeedReply>) =>
    addReply(rows, {
      patientId: null,
      at: now - HOUR_MS,
      now,
      previousMessageId: randomUUID(),
      doseFacts: [],
      decidedBy: null,
      ...reply,
    })
  const stranger = { ...first, id: newId(), firstName: null, lastName: null, phone: "+12025550147" }
  add({
    sender: stranger,
    words: "1",
    at: now - 35 * MINUTE_MS,
    match: { kind: "unmatched", reason: "unknown_patient", messageId: null, flags: [] },
  })
  if (people.caregiver) {
    add({
      sender: people.caregiver,
      entityTypeName: "caregiver",
      words: "She has taken it",
      at: now - 80 * MINUTE_MS,
      match: { kind: "unmatched", reason: "not_a_patient", messageId: null, flags: [] },
    })
  }
  const foreign = lastSent(rows, second.id)
  if (foreign) {
    add({
      sender: first,
      patientId: first.id,
      words: "1",
      at: now - 3 * HOUR_MS,
      previousMessageId: foreign.biotMessageId ?? null,
      match: {
        kind: "quarantined",
        reason: "other_patients_message",
        messageId: foreign.id,
        flags: [],
      },
    })
  }
  add({
    sender: third,
    patientId: third.id,
    status: "FAILED",
    words: "1",
    at: now - 5 * HOUR_MS,
    match: { kind: "failed", reason: "not_success", flags: [] },
  })
  addLateReply(rows, people.patients, now)
}

/** An answer after the window, without an id: the dose is only proposed. */
function addLateReply(rows: SeedRows, patients: readonly Sender[], now: Instant): void {
  const answered = new Set(rows.replies.map(({ messageId }) => messageId))
  const missed = rows.messages.findLast(
    (message) =>
      message.state === "sent" &&
      !answered.has(message.id) &&
      message.expiresAt < now - HOUR_MS &&
      message.expiresAt > now - 12 * HOUR_MS,
  )
  const sender = patients.find(({ id }) => id === missed?.patientId)
  if (!missed || !sender) return
  addReply(rows, {
    sender,
    patientId: sender.id,
    words: "took it",
    at: missed.expiresAt + 40 * MINUTE_MS,
    now,
    previousMessageId: null,
    match: {
      kind: "review",
      reason: "late_reply",
      rule: "late_window",
      messageId: missed.id,
      flags: [],
    },
    doseFacts: [],
    decidedBy: null,
  })
}

function lastSent(rows: SeedRows, patientId: string) {
  return rows.messages.findLast(
    (message) => message.patientId === patientId && message.state === "sent",
  )
}

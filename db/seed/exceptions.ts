import { randomUUID } from "node:crypto"
import { newId } from "@/lib/id"
import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"
import type { Sender } from "./payload"
import { addReply, type SeedReply } from "./reply"
import type { SeedRows } from "./rows"

type Exception = Pick<SeedReply, "sender" | "words" | "match"> & Partial<SeedReply>

/** A few replies that no rule can place, so that Review shows each of its reasons. */
export function addExceptions(
  rows: SeedRows,
  people: { patients: readonly Sender[]; caregiver: Sender | null },
  now: Instant,
): void {
  const [first, second, third] = people.patients
  if (!first || !second || !third) return
  const foreign = lastSent(rows, second.id)
  const exceptions = [
    fromStranger(first, now),
    ...(people.caregiver ? [fromCaregiver(people.caregiver, now)] : []),
    ...(foreign ? [toAnothersMessage(first, foreign, now)] : []),
    unsuccessful(third, now),
  ]
  for (const exception of exceptions) {
    addReply(rows, {
      patientId: null,
      at: now - HOUR_MS,
      now,
      previousMessageId: randomUUID(),
      doseFacts: [],
      decidedBy: null,
      ...exception,
    })
  }
  addLateReply(rows, people.patients, now)
}

function fromStranger(patient: Sender, now: Instant): Exception {
  const unknown = { id: newId(), firstName: null, lastName: null, phone: "+12025550147" }
  return {
    sender: { ...patient, ...unknown },
    words: "1",
    at: now - 35 * MINUTE_MS,
    match: { kind: "unmatched", reason: "unknown_patient", messageId: null, flags: [] },
  }
}

function fromCaregiver(caregiver: Sender, now: Instant): Exception {
  return {
    sender: caregiver,
    entityTypeName: "caregiver",
    words: "She has taken it",
    at: now - 80 * MINUTE_MS,
    match: { kind: "unmatched", reason: "not_a_patient", messageId: null, flags: [] },
  }
}

function toAnothersMessage(
  patient: Sender,
  foreign: SeedRows["messages"][number],
  now: Instant,
): Exception {
  return {
    sender: patient,
    patientId: patient.id,
    words: "1",
    at: now - 3 * HOUR_MS,
    previousMessageId: foreign.biotMessageId ?? null,
    match: {
      kind: "quarantined",
      reason: "other_patients_message",
      messageId: foreign.id,
      flags: [],
    },
  }
}

function unsuccessful(patient: Sender, now: Instant): Exception {
  return {
    sender: patient,
    patientId: patient.id,
    status: "FAILED",
    words: "1",
    at: now - 5 * HOUR_MS,
    match: { kind: "failed", reason: "not_success", flags: [] },
  }
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

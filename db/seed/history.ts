import { randomUUID } from "node:crypto"
import type { DoseEventKind } from "@/db/enums"
import { type DoseFact, reduceDose } from "@/lib/doses/reduce"
import { newId } from "@/lib/id"
import { localTimeAt } from "@/lib/local-date"
import { defaultReminder } from "@/lib/messages/reminder-text"
import { PRIORITY } from "@/lib/messages/schema"
import type { DoseRow } from "@/lib/regimens/dose-rows"
import { bundleDoses } from "@/lib/regimens/occurrences"
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"
import type { Sender } from "./payload"
import type { Course, Profile } from "./profiles"
import type { Random } from "./random"
import { addReply } from "./reply"
import type { SeedRows } from "./rows"

/** What is due about now stays without a reminder: for a person to send, or for the schedule. */
const LEFT_TO_SEND_MS = { byHand: 45 * MINUTE_MS, bySchedule: 5 * MINUTE_MS }

export type SeedPatient = {
  sender: Sender
  timeZone: string
  profile: Profile
  random: Random
  isRemindedByHand: boolean
}
export type SeedStaff = { id: string } | null

type Fact = DoseFact & { doseId: string }
type Bundle = { doses: DoseRow[]; dueAt: Instant; closesAt: Instant }
type Work = {
  rows: SeedRows
  patient: SeedPatient
  staff: SeedStaff
  now: Instant
  facts: Map<string, Fact[]>
}

/** Lives through a patient's past doses, and adds them all with the states that follow from it. */
export function addHistory(
  rows: SeedRows,
  patient: SeedPatient,
  doses: readonly DoseRow[],
  { staff, now }: { staff: SeedStaff; now: Instant },
): void {
  const work: Work = { rows, patient, staff, now, facts: new Map() }
  for (const bundle of bundleDoses(doses.filter((dose) => dose.dueAt <= now))) {
    const dueAt = Math.min(...bundle.map((dose) => dose.dueAt))
    const closesAt = Math.max(...bundle.map((dose) => dose.closesAt))
    if (now - dueAt < LEFT_TO_SEND_MS[patient.isRemindedByHand ? "byHand" : "bySchedule"]) continue
    live(work, { doses: bundle, dueAt, closesAt })
  }
  for (const dose of doses) {
    const { state, takenAt, reminded } = reduceDose(dose, work.facts.get(dose.id) ?? [], now)
    rows.doses.push({ ...dose, state, takenAt, reminded })
  }
}

function live(work: Work, bundle: Bundle): void {
  const { patient, now, rows } = work
  const { dueAt, closesAt } = bundle
  const hour = Number(localTimeAt(dueAt, patient.timeZone).slice(0, 2))
  const usual = patient.profile.course({ dueAt, closesAt, now, hour, random: patient.random })
  const optOut = rows.optOuts.find(({ phone }) => phone === patient.sender.phone)
  const course: Course =
    optOut && optOut.changedAt < dueAt ? { kind: "withheld", reason: "opted_out" } : usual
  const sentAt = dueAt + patient.random.between(2, 50) * SECOND_MS
  if (course.kind === "withheld") {
    tell(work, bundle, { kind: "not_reminded", at: dueAt, reason: course.reason })
    return
  }
  const { messageId, biotMessageId } = addMessage(work, bundle, course, sentAt)
  if (course.kind === "failed") {
    const reason = course.reason
    tell(work, bundle, { kind: "not_reminded", at: sentAt, messageId, reason })
  }
  if (course.kind === "failed" || course.kind === "unknown") return
  tell(work, bundle, { kind: "reminded", at: sentAt, messageId })
  if (course.kind === "excused") {
    tell(work, bundle, { kind: "excused", at: dueAt + HOUR_MS, reason: course.reason })
  }
  if (course.kind === "confirmed") {
    const at = closesAt + HOUR_MS
    if (at < now) tell(work, bundle, { kind: "taken", at, takenAt: dueAt, reason: course.reason })
  }
  if (course.kind === "answered") {
    for (const { words, afterMs } of course.answers) {
      answer(work, bundle, { words, at: sentAt + afterMs, messageId, biotMessageId })
    }
  }
}

function addMessage(work: Work, { doses, closesAt }: Bundle, course: Course, sentAt: Instant) {
  const { rows, patient } = work
  const { organizationId, id: patientId, phone } = patient.sender
  const messageId = newId()
  const state = course.kind === "failed" || course.kind === "unknown" ? course.kind : "sent"
  const biotMessageId = state === "sent" ? randomUUID() : null
  rows.messages.push({
    organizationId,
    id: messageId,
    patientId,
    kind: "reminder",
    phone: phone ?? "",
    body: defaultReminder(doses.length),
    parts: 1,
    state,
    reason: "reason" in course && state !== "sent" ? course.reason : null,
    biotMessageId,
    idempotencyKey: `seed:${messageId}`,
    priority: PRIORITY.reminder,
    attempts: 1,
    notBefore: sentAt - SECOND_MS,
    expiresAt: closesAt,
    windowClosesAt: closesAt,
    createdAt: sentAt - SECOND_MS,
    claimedAt: sentAt,
    sentAt: state === "sent" ? sentAt : null,
    traceId: randomUUID().replaceAll("-", ""),
  })
  for (const { id: doseId } of doses) rows.messageDoses.push({ organizationId, messageId, doseId })
  return { messageId, biotMessageId }
}

function answer(
  work: Work,
  bundle: Bundle,
  said: { words: string; at: Instant; messageId: string; biotMessageId: string | null },
): void {
  const { rows, patient, staff, now } = work
  const { words, at, messageId } = said
  if (at > now) return
  const { id: patientId } = patient.sender
  const isLate = at > bundle.closesAt
  const decision = addReply(rows, {
    sender: patient.sender,
    patientId,
    words,
    at,
    now,
    previousMessageId: said.biotMessageId,
    match: {
      kind: "matched",
      rule: "previous_id",
      messageId,
      flags: isLate ? ["outside_window"] : [],
    },
    doseFacts: bundle.doses.map((dose) => work.facts.get(dose.id) ?? []),
    decidedBy: staff?.id ?? null,
  })
  const { effect, replyId } = decision
  if (effect) tell(work, bundle, { kind: effect, at, messageId, replyId })
  const reply = rows.replies.at(-1)
  if (reply?.intent === "opt_out" && patient.sender.phone) {
    const { organizationId, phone } = patient.sender
    rows.optOuts.push({ organizationId, phone, isOptedOut: true, changedAt: at, replyId })
  }
  if (reply?.state === "dismissed" && decision.reason === "contradiction") {
    const reason = "The patient took it and misread the text"
    tell(work, bundle, { kind: "taken", at: at + HOUR_MS, reason })
  }
}

/** One event for each dose of the bundle; what no reply and no message said is staff's word. */
function tell(
  work: Work,
  { doses }: Bundle,
  said: {
    kind: DoseEventKind
    at: Instant
    takenAt?: Instant
    messageId?: string
    replyId?: string
    reason?: string
  },
): void {
  const { organizationId } = work.patient.sender
  const isOurs = said.kind === "reminded" || said.kind === "not_reminded"
  const source = isOurs ? "system" : said.replyId ? "patient" : "staff"
  const staffId = source === "staff" ? (work.staff?.id ?? null) : null
  for (const { id: doseId } of doses) {
    const event = { ...said, id: newId(), doseId, source, recordedAt: said.at } as const
    work.rows.events.push({ ...event, organizationId, staffId })
    work.facts.set(doseId, [...(work.facts.get(doseId) ?? []), event])
  }
}

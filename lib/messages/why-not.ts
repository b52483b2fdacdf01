import type { DoseState, MessageKind, MessageState } from "@/db/enums"
import { type Instant, MINUTE_MS } from "@/lib/time"

/** What is known of one dose of the day that is asked about. Instants are epoch milliseconds. */
export type WhyDose = {
  id: string
  medication: string
  doseText: string
  slot: string
  dueAt: Instant
  closesAt: Instant
  state: DoseState
  /** Of the schedule's version that the day lies in. */
  isReminding: boolean
  /** When the medication was entered. */
  enteredAt: Instant
  /** When the first answer or statement about it was recorded. */
  answeredAt: Instant | null
  /** Why it is left out, in staff's words or in a code of ours. */
  excuse: string | null
  /** Whether any worker ran when it was due; null: nobody kept that. */
  workerRan: boolean | null
}

/** A message about doses of the day, or of the day and about none. */
export type WhyMessage = {
  id: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  /** When it went out, as far as known; else when it was made. */
  at: Instant
  notBefore: Instant
  doseIds: readonly string[]
  /** Who asked for it; null: the schedule. */
  by: string | null
}

/** What the gate said of an attempt that it refused. */
export type WhyRefusal = {
  id: string
  kind: MessageKind
  refusal: string
  at: Instant
  doseIds: readonly string[]
  by: string | null
}

export type WhyFacts = {
  now: Instant
  /** As the settings are now; how they once were nobody kept. */
  isScheduleOn: boolean
  doses: readonly WhyDose[]
  messages: readonly WhyMessage[]
  refusals: readonly WhyRefusal[]
}

export type WhyCode =
  | "texted"
  | "on_its_way"
  | "unknown"
  | "queued"
  | "held"
  | "failed"
  | "refused"
  | "left_out"
  | "reminders_off"
  | "schedule_off"
  | "answered"
  | "not_due"
  | "due_now"
  | "entered_late"
  | "nobody_tried"

/** Which sentence is the label: the code, told apart further where it has several. */
export type WhyLabel =
  | Exclude<WhyCode, "left_out">
  | "expired"
  | "cancelled"
  | "excused"
  | "no_longer"
/** What stands under the label; the screen puts both into words. */
export type WhyDetail =
  /** A reason kept with a message or a refusal; `again`: it is tried once more. */
  | { is: "reason"; code: string | null; again: boolean }
  /** Staff's own words. */
  | { is: "words"; words: string }
  /** `worker`: whether one ran, see `WhyDose`; `isOver`: nothing is sent about it any more. */
  | { is: "tried"; worker: boolean | null; isOver: boolean }
  /** What the label always says. */
  | { is: "usual" }

/** `at` belongs to the label: when it went, goes, or was refused. `by` null: the schedule. */
export type WhyAnswer = {
  code: WhyCode
  told: { label: WhyLabel; kind: MessageKind | null; detail: WhyDetail }
  at: Instant | null
  messageId: string | null
  by: string | null
}

export type WhyLine = {
  dose: Pick<WhyDose, "id" | "medication" | "doseText" | "slot" | "state">
  answer: WhyAnswer
  /** Whatever else was tried about the dose, newest first. */
  others: WhyAnswer[]
}

/** `apart`: texts, and attempts, that asked about no dose. */
export type WhyDay = { lines: WhyLine[]; apart: WhyAnswer[] }

/** The schedule looks for what is due once a minute; after so long nobody is coming any more. */
const GRACE_MS = 5 * MINUTE_MS

/**
 * Why a patient was, or was not, texted about each dose of a day: what went out first, then what
 * leaves the dose out, then what was refused, then what never began. Source: issue 4, The gate.
 */
export function whyNot(facts: WhyFacts): WhyDay {
  const lines = facts.doses.map((dose): WhyLine => {
    const { id, medication, doseText, slot, state } = dose
    const about = ({ doseIds }: { doseIds: readonly string[] }) => doseIds.includes(id)
    const texts = facts.messages
      .filter(about)
      .sort(byWeight)
      .map((each) => ofMessage(each, facts))
    const refused = facts.refusals.filter(about).sort(newestFirst).map(ofRefusal)
    const [told, ...more] = texts
    const answer = told ?? withoutText(dose, refused[0] ?? null, facts)
    const others = [...more, ...refused].filter((each) => each !== answer)
    return { dose: { id, medication, doseText, slot, state }, answer, others }
  })
  const apart = [
    ...facts.messages
      .filter(({ doseIds }) => doseIds.length === 0)
      .map((each) => ofMessage(each, facts)),
    ...facts.refusals.filter(({ doseIds }) => doseIds.length === 0).map(ofRefusal),
  ].sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
  return { lines, apart }
}

/** What reached the patient tells more than what did not, and the newest of equals. */
const WEIGHTS: Record<MessageState, number> = {
  sent: 0,
  sending: 1,
  unknown: 2,
  queued: 3,
  failed: 4,
  expired: 4,
  cancelled: 4,
}

function byWeight(a: WhyMessage, b: WhyMessage): number {
  return WEIGHTS[a.state] - WEIGHTS[b.state] || b.at - a.at
}

function newestFirst(a: { at: Instant }, b: { at: Instant }): number {
  return b.at - a.at
}

function ofMessage(message: WhyMessage, { now }: WhyFacts): WhyAnswer {
  const { id: messageId, kind, state, at, notBefore, by, reason } = message
  const because = (again: boolean): WhyDetail => ({ is: "reason", code: reason, again })
  const told = (
    code: Exclude<WhyCode, "left_out">,
    when: Instant,
    { label = code, detail = because(false) }: { label?: WhyLabel; detail?: WhyDetail } = {},
  ): WhyAnswer => ({ code, told: { label, kind, detail }, at: when, messageId, by })
  if (state === "sent") return told("texted", at)
  if (state === "sending") return told("on_its_way", at)
  if (state === "unknown") return told("unknown", at)
  if (state !== "queued") return told("failed", at, { label: state })
  if (notBefore <= now) return told("queued", notBefore)
  // One that failed in passing waits for another try; the others for the hours, or an undo.
  return told("held", notBefore, { detail: reason ? because(true) : USUAL })
}

const USUAL: WhyDetail = { is: "usual" }

function ofRefusal({ kind, refusal, at, by }: WhyRefusal): WhyAnswer {
  const detail = { is: "reason", code: refusal, again: false } as const
  return { code: "refused", told: { label: "refused", kind, detail }, at, messageId: null, by }
}

function withoutText(dose: WhyDose, refused: WhyAnswer | null, facts: WhyFacts): WhyAnswer {
  const { now, isScheduleOn } = facts
  const { state, dueAt, answeredAt } = dose
  if (state === "excused" || state === "cancelled") return leftOut(state, dose.excuse)
  const isAhead = now < dueAt
  if (refused && !(isAhead && refused.by !== null)) return refused
  if (!dose.isReminding) return said("reminders_off")
  if (answeredAt !== null && answeredAt <= dueAt) return said("answered", answeredAt)
  if (!isScheduleOn) return said("schedule_off")
  return isAhead ? said("not_due", dueAt) : neverTried(dose, now)
}

function leftOut(state: "excused" | "cancelled", excuse: string | null): WhyAnswer {
  const inWords = excuse !== null && !/^[a-z]+(_[a-z]+)+$/.test(excuse)
  const detail: WhyDetail = inWords ? { is: "words", words: excuse } : USUAL
  const told = { label: state === "excused" ? "excused" : "no_longer", kind: null, detail } as const
  return { code: "left_out", told, at: null, messageId: null, by: null }
}

function neverTried({ dueAt, closesAt, enteredAt, workerRan }: WhyDose, now: Instant): WhyAnswer {
  if (now < dueAt + GRACE_MS && now < closesAt) return said("due_now", dueAt)
  if (enteredAt > dueAt) return said("entered_late", enteredAt)
  return said("nobody_tried", null, { is: "tried", worker: workerRan, isOver: now >= closesAt })
}

function said(
  code: Exclude<WhyCode, "left_out">,
  at: Instant | null = null,
  detail: WhyDetail = USUAL,
): WhyAnswer {
  return { code, told: { label: code, kind: null, detail }, at, messageId: null, by: null }
}

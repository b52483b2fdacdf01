import type { Confidence, DoseEventKind, DoseEventSource, DoseState } from "@/db/enums"
import type { Instant } from "@/lib/time"

/**
 * An append-only statement about one dose. `at` is when it was said (a reply's event time, a
 * reminder's acceptance), `recordedAt` when we stored it, `takenAt` the time of the intake where
 * somebody named one, `voids` the id of the event that a `voided` takes back.
 */
export type DoseFact = {
  id: string
  kind: DoseEventKind
  source: DoseEventSource
  at: Instant
  recordedAt: Instant
  takenAt?: Instant | null | undefined
  voids?: string | null | undefined
  /** The reply that it came of. */
  replyId?: string | null | undefined
  confidence?: Confidence | null | undefined
}

export type DoseTimes = {
  dueAt: Instant
  opensAt: Instant
  onTimeUntil: Instant
  closesAt: Instant
}

export type ReducedDose = {
  state: DoseState
  /** Null also for a dose that staff confirmed without a time. */
  takenAt: Instant | null
  onTime: boolean
  /** Reported taken, but before the window opened or after it closed. */
  outsideWindow: boolean
  /** The patient's own statements contradict one another, whether or not staff has decided since. */
  contradictory: boolean
  /** A message about it was accepted while its window had not closed. */
  reminded: boolean
  /** Ids of the events that the state rests on, for the evidence view. */
  deciding: string[]
}

type Verdict = Pick<ReducedDose, "state" | "takenAt" | "deciding">

/**
 * The state of a dose as a pure function of its events and the clock: excused and cancelled hide
 * the rest, staff outrank the patient, the patient outranks the clock. The order of `events` does
 * not matter; statements are ordered by `at`, then `recordedAt`, then `id`. A window is open up to
 * `closesAt` and closed from it on. Source: design 4-adherence, States of a dose.
 */
export function reduceDose(
  dose: DoseTimes,
  events: readonly DoseFact[],
  now: Instant,
): ReducedDose {
  const live = liveFacts(events)
  const patient = live.filter((fact) => fact.source === "patient")
  const contradiction = findContradiction(patient)
  const reminders = live.filter((fact) => fact.kind === "reminded" && fact.at <= dose.closesAt)
  const verdict =
    hidden(dose, live) ??
    saidByStaff(live) ??
    saidByPatient(dose, patient, contradiction) ??
    byTheClock(dose, live, reminders, now)
  const { takenAt } = verdict
  return {
    ...verdict,
    onTime: takenAt !== null && takenAt <= dose.onTimeUntil,
    outsideWindow: takenAt !== null && (takenAt < dose.opensAt || takenAt > dose.closesAt),
    contradictory: contradiction !== null,
    reminded: reminders.length > 0,
  }
}

/**
 * The events that stand, in order, without the `voided` ones themselves. Voiding a void restores
 * what it took back; only staff can take back what staff stated.
 */
export function liveFacts(events: readonly DoseFact[]): DoseFact[] {
  const byId = new Map(events.map((fact) => [fact.id, fact]))
  const voiders = new Map<string, DoseFact[]>()
  for (const fact of byId.values()) {
    const target = fact.kind === "voided" && fact.voids ? byId.get(fact.voids) : undefined
    if (!target || (target.source === "staff" && fact.source !== "staff")) continue
    voiders.set(target.id, [...(voiders.get(target.id) ?? []), fact])
  }
  // The path guards against events that void one another in a circle.
  const stands = (fact: DoseFact, path: readonly string[]): boolean =>
    !(voiders.get(fact.id) ?? []).some(
      (voider) =>
        voider.id !== fact.id && !path.includes(voider.id) && stands(voider, [...path, fact.id]),
    )
  return [...byId.values()]
    .filter((fact) => fact.kind !== "voided" && stands(fact, []))
    .sort(byEventTime)
}

/**
 * Whether stating `kind` at `at` contradicts what stands about the dose: a "no" after a "taken" of
 * the patient (also when the "taken" arrives last), or the opposite of staff's latest word. A "no"
 * that was sent before a "taken" contradicts nothing.
 */
export function contradictsStanding(
  statement: { kind: "taken" | "not_taken"; at: Instant },
  events: readonly DoseFact[],
): boolean {
  const live = liveFacts(events)
  const staff = live.filter((fact) => fact.source === "staff" && isStatement(fact)).at(-1)
  if (staff) return staff.kind !== statement.kind && staff.at <= statement.at
  return live.some(
    (fact) =>
      fact.source === "patient" &&
      (statement.kind === "not_taken"
        ? fact.kind === "taken" && fact.at <= statement.at
        : fact.kind === "not_taken" && fact.at > statement.at),
  )
}

function hidden(dose: DoseTimes, live: readonly DoseFact[]): Verdict | null {
  // A regimen changed once the dose was due does not recolour the past.
  const cancelled = live.findLast((fact) => fact.kind === "cancelled" && fact.at < dose.dueAt)
  if (cancelled) return { state: "cancelled", takenAt: null, deciding: [cancelled.id] }
  const excused = live.findLast((fact) => fact.kind === "excused")
  return excused ? { state: "excused", takenAt: null, deciding: [excused.id] } : null
}

function saidByStaff(live: readonly DoseFact[]): Verdict | null {
  const latest = live.findLast((fact) => fact.source === "staff" && isStatement(fact))
  if (!latest) return null
  const deciding = [latest.id]
  if (latest.kind === "not_taken") return { state: "not_taken", takenAt: null, deciding }
  return { state: "taken_confirmed", takenAt: latest.takenAt ?? null, deciding }
}

function saidByPatient(
  dose: DoseTimes,
  patient: readonly DoseFact[],
  contradiction: readonly string[] | null,
): Verdict | null {
  if (contradiction) return { state: "conflicting", takenAt: null, deciding: [...contradiction] }
  const taken = patient.find((fact) => fact.kind === "taken")
  if (taken) {
    const takenAt = taken.takenAt ?? taken.at
    const state = takenAt <= dose.onTimeUntil ? "taken_on_time" : "taken_late"
    return { state, takenAt, deciding: [taken.id] }
  }
  const refused = patient.find((fact) => fact.kind === "not_taken")
  return refused ? { state: "not_taken", takenAt: null, deciding: [refused.id] } : null
}

function byTheClock(
  dose: DoseTimes,
  live: readonly DoseFact[],
  reminders: readonly DoseFact[],
  now: Instant,
): Verdict {
  const closed = now >= dose.closesAt
  const reminder = reminders.at(0)
  if (reminder) {
    const state = closed ? "no_response" : "pending"
    return { state, takenAt: null, deciding: [reminder.id] }
  }
  if (!closed) return { state: "scheduled", takenAt: null, deciding: [] }
  const why = live.findLast((fact) => fact.kind === "not_reminded")
  return { state: "not_reminded", takenAt: null, deciding: why ? [why.id] : [] }
}

/** The first "taken" and the first "no" after it; a "no" before it is only a change of mind. */
function findContradiction(patient: readonly DoseFact[]): string[] | null {
  const takenIndex = patient.findIndex((fact) => fact.kind === "taken")
  const taken = patient[takenIndex]
  if (!taken) return null
  const refused = patient.slice(takenIndex).find((fact) => fact.kind === "not_taken")
  return refused ? [taken.id, refused.id] : null
}

/** Whether somebody said with it that the dose was taken or was not. */
export function isStatement(fact: DoseFact): boolean {
  return fact.kind === "taken" || fact.kind === "not_taken"
}

function byEventTime(a: DoseFact, b: DoseFact): number {
  return a.at - b.at || a.recordedAt - b.recordedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

import type { ComposedText } from "@/lib/messages/compose"
import { REFUSALS, type Refusal, WARNINGS, type Warning } from "@/lib/messages/gate"
import { costsMore } from "@/lib/messages/segments"
import type { SendFacts } from "@/lib/messages/send-facts"
import { secondsFor } from "@/lib/messages/spacing"
import type { WeighedSend } from "@/lib/messages/weigh"
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

/** So many of a group are named; the rest are counted, and stand in the result. */
export const MOST_NAMED = 200

export type CheckedPerson = {
  id: string
  name: string
  zone: string
  /** When it goes out to whom it waits for, the patient's sending hours. */
  heldUntil: Instant | null
}
export type CheckGroup<C> = { code: C; patients: number; people: CheckedPerson[] }

/** What one text to many would do if it were sent now. */
export type BatchCheck = {
  chosen: number
  /** Chosen by hand, and deleted in BioT since. */
  gone: number
  /** Of whom nothing refuses the text, by all that there is to warn about each of them. */
  going: { warnings: Warning[]; patients: number; parts: number }[]
  skipped: CheckGroup<Refusal>[]
  warned: CheckGroup<Warning>[]
  /** What the clocks of those show whom it may reach, most patients first. */
  clocks: { zone: string; localTime: string; patients: number }[]
  /** The text with a real patient's values, the one that costs most. */
  sample: { body: string; parts: number } | null
  /** When the first window closes of the doses that are asked about. */
  firstCloses: Instant | null
  /** The organization's own texts that wait before it, and the pace that all organizations share. */
  queue: { waiting: number; perSecond: number }
}

export type Weighed = {
  person: { id: string; name: string }
  facts: SendFacts
  weighed: WeighedSend
}

/** Counts and groups what was found of each patient. */
export function summariseCheck(
  all: readonly Weighed[],
): Omit<BatchCheck, "gone" | "queue" | "chosen"> {
  const going = all.filter(({ weighed }) => weighed.verdict.refusal === null)
  const closes = going.flatMap(({ facts }) => facts.doses.map(({ closesAt }) => closesAt))
  return {
    going: combinations(going),
    skipped: groups(all, REFUSALS, ({ weighed }, code) => weighed.verdict.refusal === code),
    warned: groups(going, WARNINGS, ({ weighed }, code) => weighed.verdict.warnings.includes(code)),
    clocks: clocksOf(going),
    sample: costliestOf(going),
    firstCloses: closes.length > 0 ? closes.reduce((a, b) => Math.min(a, b)) : null,
  }
}

function combinations(going: readonly Weighed[]): BatchCheck["going"] {
  const found = new Map<string, BatchCheck["going"][number]>()
  for (const { weighed } of going) {
    const { warnings } = weighed.verdict
    const key = warnings.join()
    const one = found.get(key) ?? { warnings, patients: 0, parts: 0 }
    one.patients += 1
    one.parts += weighed.text.ok ? weighed.text.parts : 0
    found.set(key, one)
  }
  return [...found.values()]
}

function groups<C>(
  all: readonly Weighed[],
  codes: readonly C[],
  belongs: (one: Weighed, code: C) => boolean,
): CheckGroup<C>[] {
  return codes.flatMap((code) => {
    const members = all.filter((one) => belongs(one, code))
    if (members.length === 0) return []
    return { code, patients: members.length, people: members.slice(0, MOST_NAMED).map(asPerson) }
  })
}

function asPerson({ person, facts, weighed }: Weighed): CheckedPerson {
  return { ...person, zone: facts.timeZone, heldUntil: weighed.verdict.heldUntil }
}

function clocksOf(going: readonly Weighed[]): BatchCheck["clocks"] {
  const found = new Map<string, BatchCheck["clocks"][number]>()
  for (const { facts } of going) {
    const zone = facts.timeZone
    const one = found.get(zone) ?? { zone, localTime: facts.gate.localTime, patients: 0 }
    one.patients += 1
    found.set(zone, one)
  }
  return [...found.values()].sort((a, b) => b.patients - a.patients)
}

function costliestOf(going: readonly Weighed[]): BatchCheck["sample"] {
  let costliest: Extract<ComposedText, { ok: true }> | null = null
  for (const { weighed } of going) {
    const { text } = weighed
    if (text.ok && (costliest === null || costsMore(text, costliest))) costliest = text
  }
  return costliest && { body: costliest.body, parts: costliest.parts }
}

/** Whom it goes to, and in how many parts, if only these warnings are accepted. */
export function goingWith(
  going: BatchCheck["going"],
  accepts: readonly Warning[],
): { patients: number; parts: number } {
  const kept = going.filter(({ warnings }) => warnings.every((one) => accepts.includes(one)))
  return kept.reduce(
    (sum, { patients, parts }) => {
      return { patients: sum.patients + patients, parts: sum.parts + parts }
    },
    { patients: 0, parts: 0 },
  )
}

/** Seconds until the last of `patients` texts has gone out if no other organization sends. */
export function secondsToDrain(queue: BatchCheck["queue"], patients: number): number {
  return Math.ceil(secondsFor(queue.waiting + patients, Math.max(1, queue.perSecond)))
}

/** A duration for people, rounded up: seconds alone under a minute and a half, minutes under an hour. */
export type Duration =
  | { unit: "seconds" | "minutes"; n: number }
  | { unit: "hours"; h: number }
  | { unit: "hoursMinutes"; h: number; min: number }

export function durationOf(seconds: number): Duration {
  const ms = seconds * SECOND_MS
  if (ms < 90 * SECOND_MS) return { unit: "seconds", n: Math.max(1, Math.ceil(seconds)) }
  const minutes = Math.ceil(ms / MINUTE_MS)
  const perHour = HOUR_MS / MINUTE_MS
  if (minutes < perHour) return { unit: "minutes", n: minutes }
  const [h, min] = [Math.floor(minutes / perHour), minutes % perHour]
  return min > 0 ? { unit: "hoursMinutes", h, min } : { unit: "hours", h }
}

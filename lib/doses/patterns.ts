import { grouped } from "@/lib/grouped"
import { weekdayOf } from "@/lib/local-date"
import { MINUTE_MS } from "@/lib/time"
import {
  closedDoses,
  ENOUGH_DOSES,
  type FigureDose,
  type FigureRange,
  isCounted,
  isTaken,
} from "./figures"
import { minutesBetween, minutesOf, wallMinutes } from "./wall-clock"

/** A dose as the patterns need it; `zone` (IANA) is where its `slot` (`HH:MM`) was told. */
export type PatternDose = FigureDose & { id: string; slot: string; zone: string }

/** How far the patient's answers lie from the time a dose was due, in minutes. */
export type Delays = {
  median: number
  /** Half of the answers lie between these. */
  lower: number
  upper: number
}

export type Share = { taken: number; n: number }

/** What repeats, and the doses that show it. Each has as many doses as are needed to say so. */
export type Pattern =
  /** Answers to one time of day that come regularly, and well apart from it. */
  | { kind: "answer_time"; slot: string; delays: Delays; n: number; doseIds: string[] }
  /** How soon answers come, whatever the time of day. */
  | { kind: "delay"; delays: Delays; n: number; doseIds: string[] }
  /** A weekday (ISO) or a time of day on which less, or more, is reported taken than otherwise. */
  | { kind: "weekday"; weekday: number; here: Share; elsewhere: Share; doseIds: string[] }
  | { kind: "slot"; slot: string; here: Share; elsewhere: Share; doseIds: string[] }

export const ENOUGH_ANSWERS = ENOUGH_DOSES
/** Four of a weekday are a month of one dose a day. */
export const ENOUGH_OF_WEEKDAY = 4
export const ENOUGH_ELSEWHERE = 14
/** Points between one weekday or time and the others from which that is worth a word. */
export const PATTERN_POINTS = 25
/** Answers this far from the time are worth a word, if half of them lie within the spread. */
const APART_MINUTES = 30
const SPREAD_MINUTES = 180

/** The patterns of the doses of a range, the most telling first; none where too few doses speak. */
export function patterns(doses: readonly PatternDose[], range: FigureRange): Pattern[] {
  const closed = closedDoses(doses, range)
  const given = answers(closed)
  return [
    ...answerTimes(given),
    ...uneven(closed, ({ localDate }) => weekdayOf(localDate), ENOUGH_OF_WEEKDAY).map(
      ({ key, ...rest }): Pattern => ({ kind: "weekday", weekday: key, ...rest }),
    ),
    ...uneven(closed, ({ slot }) => slot, ENOUGH_DOSES).map(
      ({ key, ...rest }): Pattern => ({ kind: "slot", slot: key, ...rest }),
    ),
    ...overallDelay(given),
  ]
}

type Answer = { dose: PatternDose; minutes: number; at: number }

/**
 * Doses that the patient reported taken, each with the minutes on the wall's clock from its time to
 * the report's. On the clock, not elapsed: a night with 25 hours makes nobody late.
 */
export function answers<D extends PatternDose>(
  doses: readonly D[],
): { dose: D; minutes: number; at: number }[] {
  return doses.flatMap((dose) => {
    // When staff confirmed a dose, nobody knows when the patient would have answered.
    if (dose.takenAt === null || !isTaken(dose.state) || dose.state === "taken_confirmed") return []
    const at = wallMinutes(dose.takenAt, dose.zone)
    return [{ dose, at, minutes: minutesBetween(minutesOf(dose.slot), at) }]
  })
}

function answerTimes(all: readonly Answer[]): Pattern[] {
  return [...grouped(all, ({ dose }) => dose.slot)].flatMap(([slot, given]) => {
    if (given.length < ENOUGH_ANSWERS) return []
    const delays = delaysOf(given.map(({ minutes }) => minutes))
    const isApart = Math.abs(delays.median) >= APART_MINUTES
    if (!isApart || delays.upper - delays.lower > SPREAD_MINUTES) return []
    return [{ kind: "answer_time", slot, delays, n: given.length, doseIds: idsOf(given) } as const]
  })
}

function overallDelay(all: readonly Answer[]): Pattern[] {
  const given = all.filter(({ dose }) => dose.reminded)
  if (given.length < ENOUGH_ANSWERS) return []
  const elapsed = given.map(({ dose }) => ((dose.takenAt ?? 0) - dose.dueAt) / MINUTE_MS)
  return [{ kind: "delay", delays: delaysOf(elapsed), n: given.length, doseIds: idsOf(given) }]
}

/** Where reported adherence differs from all else by so much that chance is not the first guess. */
function uneven<K>(
  closed: readonly PatternDose[],
  keyOf: (dose: PatternDose) => K,
  enough: number,
): { key: K; here: Share; elsewhere: Share; doseIds: string[] }[] {
  const counted = closed.filter(({ state }) => isCounted(state))
  const all = shareOf(counted)
  return [...grouped(counted, keyOf)]
    .map(([key, doses]) => {
      const here = shareOf(doses)
      const elsewhere = { taken: all.taken - here.taken, n: all.n - here.n }
      return { key, here, elsewhere, doseIds: doses.map(({ id }) => id) }
    })
    .filter(({ here, elsewhere }) => {
      if (here.n < enough || elsewhere.n < ENOUGH_ELSEWHERE) return false
      return Math.abs(pointsBetween(here, elsewhere)) >= PATTERN_POINTS
    })
    .sort((a, b) => pointsBetween(a.here, a.elsewhere) - pointsBetween(b.here, b.elsewhere))
}

function shareOf(doses: readonly PatternDose[]): Share {
  return { taken: doses.filter(({ state }) => isTaken(state)).length, n: doses.length }
}

function pointsBetween(here: Share, elsewhere: Share): number {
  return Math.round(100 * (here.taken / here.n - elsewhere.taken / elsewhere.n))
}

function idsOf(given: readonly { dose: PatternDose }[]): string[] {
  return given.map(({ dose }) => dose.id)
}

/** Of at least one value. */
export function delaysOf(minutes: readonly number[]): Delays {
  const sorted = minutes.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const place = (sorted.length - 1) * share
    const [low = 0, high = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return Math.round(low + (high - low) * (place - Math.floor(place)))
  }
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}

/** Names a pattern among those of one patient, such as "weekday.7". */
export function patternKey(pattern: Pattern): string {
  switch (pattern.kind) {
    case "weekday":
      return `weekday.${pattern.weekday}`
    case "delay":
      return "delay"
    default:
      return `${pattern.kind}.${pattern.slot}`
  }
}

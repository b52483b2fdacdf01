import type { DoseState } from "@/db/enums"
import { longestGap, medianHoursBetween, runs, type Stretch } from "@/lib/doses/runs"
import { addDays, type LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

/** A dose as the figures need it. `localDate` is the patient's calendar. */
export type FigureDose = {
  localDate: LocalDate
  state: DoseState
  dueAt: Instant
  closesAt: Instant
  takenAt: Instant | null
  onTime: boolean
  /** Any reply was matched to it, whatever it said. */
  replied: boolean
  /** A message about it was accepted. */
  reminded: boolean
}

/** Patient-local days, both included. Doses whose window is open at `now` are left out. */
export type FigureRange = { fromDate: LocalDate; toDate: LocalDate; now: Instant }

/** Whole percent: at least `good` is good, at least `fair` is fair, below is low. */
export type Thresholds = { good: number; fair: number }
export const DEFAULT_THRESHOLDS: Thresholds = { good: 80, fair: 50 }

export const ENOUGH_DOSES = 7
export const TREND_POINTS = 10
const TREND_DAYS = 7

export type Band = "good" | "fair" | "low"

/** Rates are fractions from 0 to 1, null where nothing can be divided. Counts are doses. */
export type Figures = {
  /** E: the doses in the denominator. */
  n: number
  taken: number
  rate: number | null
  low: number | null
  high: number | null
  onTime: number
  onTimeRate: number | null
  fullDays: number
  /** Days with at least one dose in E. */
  dueDays: number
  fullDayRate: number | null
  replied: number
  reminded: number
  responseRate: number | null
  notReminded: number
  reachability: number | null
  longestGap: Stretch
  currentGap: Stretch
  /** Median over takes that follow one another with no excused dose between; null below two. */
  hoursBetweenTakes: number | null
  streak: number
  /** Percentage points; null where it means nothing. Looks 14 days back from `toDate`. */
  trend: number | null
  band: Band | null
  enough: boolean
}

const TAKEN: ReadonlySet<DoseState> = new Set(["taken_on_time", "taken_late", "taken_confirmed"])
const UNDECIDED: ReadonlySet<DoseState> = new Set(["no_response", "conflicting"])

export function isTaken(state: DoseState): boolean {
  return TAKEN.has(state)
}

/** Whether a state is in the denominator E of every adherence figure. */
export function isCounted(state: DoseState): boolean {
  return TAKEN.has(state) || UNDECIDED.has(state) || state === "not_taken"
}

/**
 * The figures of one regimen or, given the doses of several, of one patient (Σ taken ÷ Σ E).
 * `doses` may reach beyond the range: only the trend looks there. Source: design 4-adherence.
 */
export function figures(
  doses: readonly FigureDose[],
  range: FigureRange,
  thresholds: Thresholds = DEFAULT_THRESHOLDS,
): Figures {
  const closed = closedDoses(doses, range)
  const counted = closed.filter((dose) => isCounted(dose.state))
  const n = counted.length
  const taken = count(counted, (dose) => isTaken(dose.state))
  const undecided = count(counted, (dose) => UNDECIDED.has(dose.state))
  const onTime = count(counted, (dose) => isTaken(dose.state) && dose.onTime)
  const notReminded = count(closed, (dose) => dose.state === "not_reminded")
  const rate = ratio(taken, n)
  const enough = n >= ENOUGH_DOSES
  const { streak, currentGap } = runs(closed, range.now)
  return {
    n,
    taken,
    rate,
    low: rate,
    high: ratio(taken + undecided, n),
    onTime,
    onTimeRate: ratio(onTime, n),
    ...fullDays(counted),
    ...responses(closed),
    notReminded,
    reachability: ratio(n, n + notReminded),
    longestGap: longestGap(closed, range.now),
    currentGap,
    hoursBetweenTakes: medianHoursBetween(closed),
    streak,
    trend: trend(doses, range.toDate, range.now),
    band: enough && rate !== null ? bandOf(rate, thresholds) : null,
    enough,
  }
}

/**
 * The reported adherence of the 7 days up to `toDate` minus that of the 7 days before, in whole
 * percentage points; null if it is below 10 points or either week has fewer than 7 doses in E.
 */
export function trend(
  doses: readonly FigureDose[],
  toDate: LocalDate,
  now: Instant,
): number | null {
  const [recent, before] = trendWeeks(doses, toDate, now).map((counted) => {
    return { n: counted.length, taken: count(counted, (dose) => isTaken(dose.state)) }
  })
  if (!recent || !before || recent.n < ENOUGH_DOSES || before.n < ENOUGH_DOSES) return null
  const points = Math.round(100 * (recent.taken / recent.n - before.taken / before.n))
  return Math.abs(points) >= TREND_POINTS ? points : null
}

/** The doses in E of the 7 days up to `toDate`, and those of the 7 days before. */
export function trendWeeks<D extends FigureDose>(
  doses: readonly D[],
  toDate: LocalDate,
  now: Instant,
): [recent: D[], before: D[]] {
  const week = (lastDate: LocalDate) => {
    const range = { fromDate: addDays(lastDate, 1 - TREND_DAYS), toDate: lastDate, now }
    return closedDoses(doses, range).filter((dose) => isCounted(dose.state))
  }
  return [week(toDate), week(addDays(toDate, -TREND_DAYS))]
}

/** The percent a person reads; bands and thresholds go by it, so that they agree with the screen. */
export function wholePercent(rate: number): number {
  return Math.round(rate * 100)
}

export function bandOf(rate: number, thresholds: Thresholds = DEFAULT_THRESHOLDS): Band {
  const percent = wholePercent(rate)
  if (percent >= thresholds.good) return "good"
  return percent >= thresholds.fair ? "fair" : "low"
}

/** Whether a dose is in the denominator of the response rate. */
export function isAsked({ reminded, state }: FigureDose): boolean {
  return reminded && state !== "excused" && state !== "cancelled"
}

/** The doses of the range whose window has closed, in order of due time. */
export function closedDoses<D extends FigureDose>(doses: readonly D[], range: FigureRange): D[] {
  return doses
    .filter(
      (dose) =>
        dose.localDate >= range.fromDate &&
        dose.localDate <= range.toDate &&
        dose.closesAt <= range.now,
    )
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** A dose that cannot be assessed, or is excused, makes no day less than full. */
function fullDays(counted: readonly FigureDose[]) {
  const days = new Map<LocalDate, boolean>()
  for (const { localDate, state } of counted) {
    days.set(localDate, (days.get(localDate) ?? true) && isTaken(state))
  }
  const full = count([...days.values()], (isFull) => isFull)
  return { fullDays: full, dueDays: days.size, fullDayRate: ratio(full, days.size) }
}

function responses(closed: readonly FigureDose[]) {
  const asked = closed.filter(isAsked)
  const replied = count(asked, (dose) => dose.replied)
  return { replied, reminded: asked.length, responseRate: ratio(replied, asked.length) }
}

function count<T>(items: readonly T[], matches: (item: T) => boolean): number {
  return items.filter(matches).length
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

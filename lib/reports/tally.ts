import type { DoseState } from "@/db/enums"

/** The states that a dose with a closed window can be in and is reported by. */
export const TALLIED_STATES = [
  "taken_on_time",
  "taken_late",
  "taken_confirmed",
  "not_taken",
  "no_response",
  "conflicting",
  "not_reminded",
  "excused",
] as const satisfies readonly DoseState[]
export type TalliedState = (typeof TALLIED_STATES)[number]

/** Doses by what was reported of them. `asked` were reminded and not excused; `replied` are of those. */
export type Tally = Record<TalliedState, number> & { asked: number; replied: number }

/** A tally of several people's doses. */
export type GroupTally = Tally & { patients: number }

/** Rates are fractions from 0 to 1, null where nothing can be divided. As in `lib/doses/figures`. */
export type Shares = {
  /** The doses in the denominator of reported adherence. */
  n: number
  taken: number
  rate: number | null
  high: number | null
  responseRate: number | null
  reachability: number | null
}

export function sharesOf(tally: Tally): Shares {
  const taken = tally.taken_on_time + tally.taken_late + tally.taken_confirmed
  const undecided = tally.no_response + tally.conflicting
  const n = taken + undecided + tally.not_taken
  return {
    n,
    taken,
    rate: ratio(taken, n),
    high: ratio(taken + undecided, n),
    responseRate: ratio(tally.replied, tally.asked),
    reachability: ratio(n, n + tally.not_reminded),
  }
}

/** All closed doses that were not cancelled. */
export function dosesOf(tally: Tally): number {
  return TALLIED_STATES.reduce((sum, state) => sum + tally[state], 0)
}

export function emptyTally(): Tally {
  const none = Object.fromEntries(TALLIED_STATES.map((state) => [state, 0]))
  return { ...(none as Record<TalliedState, number>), asked: 0, replied: 0 }
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)

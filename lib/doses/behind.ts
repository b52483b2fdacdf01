import { grouped } from "@/lib/grouped"
import { FIGURE_NAMES, type FigureKey } from "./definitions"
import {
  closedDoses,
  type FigureDose,
  type FigureRange,
  isAsked,
  isCounted,
  isTaken,
  trendWeeks,
} from "./figures"
import { gapsOf, longestOf, streakOf } from "./runs"

/** A middle value is made by all takes, so no doses stand behind it in particular. */
export type OpenableFigure = Exclude<FigureKey, "hoursBetweenTakes">

export const OPENABLE_FIGURES = Object.keys(FIGURE_NAMES).filter(
  (key): key is OpenableFigure => key !== "hoursBetweenTakes",
)

/**
 * The doses that made a figure. `counted` are those that its number counts, `rest` the others that it
 * is out of: of the trend the week before, of a gap the takes on either side. In order of due time.
 */
export type Behind<D> = {
  counted: D[]
  rest: D[]
  /** The figure's own numbers; of full days they count days. */
  part: number
  whole: number
  unit: "doses" | "days"
}

/** `doses` may reach beyond the range, where the trend alone looks; the others as in `figures()`. */
export function dosesBehind<D extends FigureDose>(
  figure: OpenableFigure,
  doses: readonly D[],
  range: FigureRange,
): Behind<D> {
  const closed = closedDoses(doses, range)
  const counted = closed.filter(({ state }) => isCounted(state))
  switch (figure) {
    case "rate":
      return parted(counted, ({ state }) => isTaken(state))
    case "range":
      return parted(counted, ({ state }) => state === "no_response" || state === "conflicting")
    case "onTime":
      return parted(counted, ({ state, onTime }) => isTaken(state) && onTime)
    case "responseRate":
      return parted(closed.filter(isAsked), ({ replied }) => replied)
    case "reachability":
      return parted(
        closed.filter(({ state }) => isCounted(state) || state === "not_reminded"),
        ({ state }) => isCounted(state),
      )
    case "fullDays":
      return byDay(counted)
    case "trend": {
      const [recent, before] = trendWeeks(doses, range.toDate, range.now)
      return of(recent, before)
    }
    case "streak":
      return of(streakOf(closed), [])
    case "currentGap":
      return gap(gapsOf(closed).findLast(({ after }) => after === null))
    case "longestGap":
      return gap(longestOf(gapsOf(closed)))
  }
}

function of<D>(counted: D[], rest: D[]): Behind<D> {
  const whole = counted.length + rest.length
  return { counted, rest, part: counted.length, whole, unit: "doses" }
}

function parted<D>(doses: readonly D[], isPart: (dose: D) => boolean): Behind<D> {
  return of(
    doses.filter(isPart),
    doses.filter((dose) => !isPart(dose)),
  )
}

function byDay<D extends FigureDose>(counted: readonly D[]): Behind<D> {
  const days = [...grouped(counted, ({ localDate }) => localDate).values()]
  const full = days.filter((day) => day.every(({ state }) => isTaken(state)))
  const doses = { counted: full.flat(), rest: days.filter((day) => !full.includes(day)).flat() }
  return { ...doses, part: full.length, whole: days.length, unit: "days" }
}

type FoundGap<D> = { missing: D[]; before: D | null; after: D | null } | null | undefined

function gap<D>(found: FoundGap<D>): Behind<D> {
  if (!found) return of([], [])
  const { missing, before, after } = found
  return of(
    missing,
    [before, after].filter((dose) => dose !== null),
  )
}

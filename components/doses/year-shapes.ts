import { addCell, STRIP_STEP, type StripShape, shapeOf } from "@/components/doses/strip-paths"
import type { DoseState } from "@/db/enums"
import { addDays, daysBetween, type LocalDate, weekdayOf } from "@/lib/local-date"

const WEEK_DAYS = 7

type YearCell = { id: string; localDate: LocalDate; state: DoseState }
type YearPlan = {
  from: LocalDate
  to: LocalDate
  /** Weeks run from the right, as one reads. */
  isMirrored: boolean
}

/** How many weeks, each a column, the days lie in. */
export function columnsOf({ from, to }: Pick<YearPlan, "from" | "to">): number {
  return Math.floor(daysBetween(mondayOf(from), to) / WEEK_DAYS) + 1
}

/** One row of doses as a calendar whose columns are weeks; `marks` rings those that are marked. */
export function yearShapes(
  cells: readonly YearCell[],
  plan: YearPlan,
  markedIds: ReadonlySet<string> | undefined,
): { shapes: StripShape[]; marks: string } {
  const shapes = new Map<DoseState, StripShape>()
  let marks = ""
  for (const { id, localDate, state } of cells) {
    const { x, y } = placeOf(localDate, plan)
    addCell(shapeOf(shapes, state), x + 1, y + 1)
    if (markedIds?.has(id)) marks += `M${x + 0.75} ${y + 0.75}h12.5v12.5h-12.5z`
  }
  return { shapes: [...shapes.values()], marks }
}

/** Where a day's box begins. */
export function placeOf(date: LocalDate, plan: YearPlan): { x: number; y: number } {
  const column = Math.floor(daysBetween(mondayOf(plan.from), date) / WEEK_DAYS)
  const shown = plan.isMirrored ? columnsOf(plan) - 1 - column : column
  return { x: shown * STRIP_STEP, y: (weekdayOf(date) - 1) * STRIP_STEP }
}

/** The day whose box a point lies in; it may be none of those shown. */
export function dateAt(point: { x: number; y: number }, plan: YearPlan): LocalDate {
  const shown = Math.floor(point.x / STRIP_STEP)
  const column = plan.isMirrored ? columnsOf(plan) - 1 - shown : shown
  return addDays(mondayOf(plan.from), column * WEEK_DAYS + Math.floor(point.y / STRIP_STEP))
}

/** The first of each month of the days shown, for the labels above. */
export function monthStarts({ from, to }: Pick<YearPlan, "from" | "to">): LocalDate[] {
  const starts: LocalDate[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (date.endsWith("-01")) starts.push(date)
  }
  return starts
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}

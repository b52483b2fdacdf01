import { GLYPH_PATHS } from "@/components/doses/glyph-paths"
import type { DoseState } from "@/db/enums"

export const STRIP_STEP = 14
/** More doses a day than this are told by the day's most pressing one. */
const MOST_ROWS = 3

/** What a day says when it has room for one glyph: what a person should look at first. */
const URGENCY: readonly DoseState[] = [
  "not_taken",
  "conflicting",
  "no_response",
  "not_reminded",
  "taken_late",
  "taken_confirmed",
  "taken_on_time",
  "pending",
  "excused",
  "scheduled",
  "cancelled",
]

export type StripDay = readonly DoseState[]
export type StripShape = {
  state: DoseState
  fill: string
  second: string
  hatch: string
  ink: string
}

/** Columns are days, rows the day's doses in the order given; one set of paths for each state. */
export function stripShapes(days: readonly StripDay[]): { rows: number; shapes: StripShape[] } {
  const most = Math.max(1, ...days.map((day) => day.length))
  const columns = most > MOST_ROWS ? days.map(mostPressing) : days
  const shapes = new Map<DoseState, StripShape>()
  for (const [column, day] of columns.entries()) {
    for (const [row, state] of day.entries()) {
      addCell(shapeOf(shapes, state), column * STRIP_STEP + 1, row * STRIP_STEP + 1)
    }
  }
  return { rows: most > MOST_ROWS ? 1 : most, shapes: [...shapes.values()] }
}

export function shapeOf(shapes: Map<DoseState, StripShape>, state: DoseState): StripShape {
  const shape = shapes.get(state) ?? { state, fill: "", second: "", hatch: "", ink: "" }
  shapes.set(state, shape)
  return shape
}

/** How many doses of each state, the most frequent first. */
export function stripCounts(days: readonly StripDay[]): [DoseState, number][] {
  const counts = new Map<DoseState, number>()
  for (const state of days.flat()) counts.set(state, (counts.get(state) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

/** Draws one more dose, its corner at `x`, `y`, into the shape of its state. */
export function addCell(shape: StripShape, x: number, y: number): void {
  const at = `M${x} ${y}`
  shape.fill += `M${x + 0.5} ${y + 2}q0 -1.5 1.5 -1.5h8q1.5 0 1.5 1.5v8q0 1.5 -1.5 1.5h-8q-1.5 0 -1.5 -1.5z`
  if (shape.state === "conflicting") shape.second += `${at}m1 1h10l-10 10z`
  if (shape.state === "excused") shape.hatch += `${at}m1 5l4 -4m-4 10l10 -10m-4 10l4 -4`
  shape.ink += at + GLYPH_PATHS[shape.state]
}

function mostPressing(day: StripDay): StripDay {
  const found = URGENCY.find((state) => day.includes(state))
  return found ? [found] : []
}

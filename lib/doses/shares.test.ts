import { expect, it } from "vitest"
import { FIGURE_COLUMNS } from "@/lib/exports/columns"
import { DAY_MS } from "@/lib/time"
import { type FigureDose, figures } from "./figures"
import { SHARE_KEYS, toldShare } from "./shares"

const START = Date.parse("2026-03-01T08:00:00Z")
const range = { fromDate: "2026-03-01", toDate: "2026-03-31", now: START + 60 * DAY_MS }

/** Two doses a day, the first ones taken, the others never reminded. */
const figuresOf = (taken: number, notReminded: number) => {
  const doses = Array.from({ length: taken + notReminded }, (_, n): FigureDose => {
    const dueAt = START + Math.floor(n / 2) * DAY_MS
    const localDate = new Date(dueAt).toISOString().slice(0, 10)
    const isTaken = n < taken
    return {
      ...{ localDate, dueAt, closesAt: dueAt + 1, takenAt: isTaken ? dueAt : null },
      ...{ state: isTaken ? "taken_on_time" : "not_reminded", onTime: isTaken },
      ...{ replied: isTaken, reminded: isTaken },
    }
  })
  return figures(doses, range)
}
const told = (of: ReturnType<typeof figuresOf>) =>
  Object.fromEntries(SHARE_KEYS.map((key) => [key, toldShare(key, of)]))

it("tells a share of seven doses in its own denominator, and full days by the doses in them", () => {
  expect(told(figuresOf(7, 0))).toEqual({
    ...{ rate: 1, onTime: 1, fullDays: 1, responseRate: 1, reachability: 1 },
  })
  expect(told(figuresOf(6, 2))).toEqual({
    ...{ rate: null, onTime: null, fullDays: null, responseRate: null, reachability: 0.75 },
  })
  expect(Object.values(told(figuresOf(6, 0)))).toEqual([null, null, null, null, null])
})

it("is the same in a file", () => {
  const row = { patientId: "", patient: "", from: "", to: "", figures: figuresOf(6, 2) }
  const cell = (name: string) => FIGURE_COLUMNS.find((each) => each.name === name)?.cell(row)
  expect([cell("Reported adherence"), cell("Range, low"), cell("Range, high")]).toEqual([
    null,
    null,
    null,
  ])
  expect([cell("Full days reported"), cell("Reachability")]).toEqual([null, 0.75])
})

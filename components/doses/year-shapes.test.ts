import { describe, expect, it } from "vitest"
import { columnsOf, dateAt, monthStarts, placeOf, yearShapes } from "./year-shapes"

const plan = { from: "2025-11-05", to: "2026-11-08", isMirrored: false }
const mirrored = { ...plan, isMirrored: true }

describe("a year at a glance", () => {
  it("has a column for each week, from Monday to Sunday", () => {
    expect(columnsOf(plan)).toBe(53)
    expect(columnsOf({ from: "2026-11-02", to: "2026-11-08" })).toBe(1)
    expect(columnsOf({ from: "2026-11-08", to: "2026-11-09" })).toBe(2)
    expect(placeOf("2025-11-05", plan)).toEqual({ x: 0, y: 28 })
    expect(placeOf("2026-11-08", plan)).toEqual({ x: 52 * 14, y: 84 })
  })

  it("runs from the right where one reads from there", () => {
    expect(placeOf("2025-11-05", mirrored)).toEqual({ x: 52 * 14, y: 28 })
    expect(placeOf("2026-11-08", mirrored)).toEqual({ x: 0, y: 84 })
  })

  it.each([plan, mirrored])("finds the day of a point again", (each) => {
    for (const date of ["2025-11-05", "2026-03-29", "2026-11-08"]) {
      const { x, y } = placeOf(date, each)
      expect(dateAt({ x: x + 13, y: y + 13 }, each)).toBe(date)
    }
  })

  it("draws a path a state, and a ring around what is marked", () => {
    const cells = [
      { id: "a", localDate: "2026-11-03", state: "no_response" as const },
      { id: "b", localDate: "2026-11-04", state: "no_response" as const },
      { id: "c", localDate: "2026-11-05", state: "excused" as const },
    ]
    const { shapes, marks } = yearShapes(cells, plan, new Set(["b"]))
    expect(shapes.map(({ state }) => state)).toEqual(["no_response", "excused"])
    expect(marks.match(/M/g)).toHaveLength(1)
  })

  it("labels every month that begins in it", () => {
    expect(monthStarts(plan)).toHaveLength(12)
  })
})

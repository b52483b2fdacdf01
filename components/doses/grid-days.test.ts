import { describe, expect, it } from "vitest"
import { gridWeeks } from "@/components/doses/grid-days"

describe("gridWeeks", () => {
  it("begins a week on each Monday and a label on each month", () => {
    const weeks = gridWeeks("2026-10-29", "2026-11-10")
    expect(weeks.map((week) => week.length)).toEqual([4, 7, 2])
    expect(weeks[0]?.[0]).toMatchObject({ date: "2026-10-29", text: "T\n29", month: "Oct" })
    expect(weeks[0]?.[3]).toMatchObject({ date: "2026-11-01", text: "S\n1", month: "Nov" })
    expect(weeks.flat().filter((day) => day.startsMonth)).toHaveLength(2)
    expect(weeks[1]?.[0]?.month).toBe("Nov")
    expect(weeks[1]?.[0]?.date).toBe("2026-11-02")
  })

  it("has every day once where clocks change and where the year does", () => {
    expect(gridWeeks("2026-01-01", "2026-12-31").flat()).toHaveLength(365)
    const days = gridWeeks("2026-12-31", "2027-01-01").flat()
    expect(days.map((day) => day.month)).toEqual(["Dec", "Jan 2027"])
  })

  it("is empty when the end lies before the start", () => {
    expect(gridWeeks("2026-11-02", "2026-11-01")).toEqual([])
  })
})

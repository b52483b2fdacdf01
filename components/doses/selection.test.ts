import { describe, expect, it } from "vitest"
import type { TimelineDose } from "@/lib/patients/timeline"
import { type DoseRow, doseRows, isSameRow } from "./dose-row"
import { daysBetween, dayToggled, dosesBetween, dosesOf, toggled } from "./selection"

const dose = (regimenId: string, slot: string, day: number, state = "no_response") =>
  ({
    ...{ id: `${regimenId} ${slot} ${day}`, regimenId, medication: regimenId, slot, state },
    localDate: `2026-11-0${day}`,
  }) as TimelineDose
const doses = [3, 4, 5].flatMap((day) => [
  dose("Metformin", "20:00", day),
  dose("Metformin", "08:00", day),
  dose("Aspirin", "08:00", day),
])
const rows = doseRows(doses, { from: "2026-11-03", to: "2026-11-05" })

describe("the rows of the grid", () => {
  it("are by medication and then by time, of the days shown alone", () => {
    expect(rows.map(({ medication, slot }) => `${medication} ${slot}`)).toEqual([
      ...["Aspirin 08:00", "Metformin 08:00", "Metformin 20:00"],
    ])
    const [first] = doseRows(doses, { from: "2026-11-04", to: "2026-11-04" })
    expect(first?.cells).toHaveLength(1)
  })

  it("are drawn again when a dose in them looks otherwise, and only then", () => {
    const [row] = rows as [DoseRow]
    expect(isSameRow(row, { ...row, cells: row.cells.map((cell) => ({ ...cell })) })).toBe(true)
    const [first, ...rest] = row.cells as [TimelineDose]
    const cells = [{ ...first, state: "excused" as const }, ...rest]
    expect(isSameRow(row, { ...row, cells })).toBe(false)
    expect(isSameRow(row, { ...row, cells: rest })).toBe(false)
  })
})

describe("a selection", () => {
  it("is the rectangle between two cells, whichever comes first", () => {
    const [from, to] = ["Aspirin 08:00 5", "Metformin 08:00 4"]
    const both = ["Aspirin 08:00 4", "Aspirin 08:00 5", "Metformin 08:00 4", "Metformin 08:00 5"]
    expect([...dosesBetween(rows, from, to)].sort()).toEqual(both)
    expect(dosesBetween(rows, to, from)).toEqual(dosesBetween(rows, from, to))
    expect([...dosesBetween(rows, from, from)]).toEqual([from])
  })

  it("begins at its end when its beginning is shown no more", () => {
    expect([...dosesBetween(rows, "gone", "Aspirin 08:00 3")]).toEqual(["Aspirin 08:00 3"])
    expect(dosesBetween(rows, "Aspirin 08:00 3", "gone").size).toBe(0)
  })

  it("takes a whole day, gives it back, and runs from a dose to a day in every row", () => {
    const day = dayToggled(rows, new Set(["Aspirin 08:00 3"]), "2026-11-04")
    expect([...day].sort()).toEqual([
      ...["Aspirin 08:00 3", "Aspirin 08:00 4", "Metformin 08:00 4", "Metformin 20:00 4"],
    ])
    expect([...dayToggled(rows, day, "2026-11-04")]).toEqual(["Aspirin 08:00 3"])
    expect(daysBetween(rows, "Aspirin 08:00 5", "2026-11-04").size).toBe(6)
  })

  it("takes one more and gives it back, and names its doses by day", () => {
    const ids = toggled(toggled(new Set(), "Metformin 20:00 5"), "Aspirin 08:00 3")
    expect(dosesOf(rows, ids).map(({ id }) => id)).toEqual(["Aspirin 08:00 3", "Metformin 20:00 5"])
    expect(dosesOf(rows, new Set(["gone"]))).toEqual([])
    expect([...toggled(ids, "Aspirin 08:00 3")]).toEqual(["Metformin 20:00 5"])
  })
})

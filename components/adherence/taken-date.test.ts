import { describe, expect, it } from "vitest"
import { takenDate } from "@/components/adherence/taken-date"
import { HOUR_MS } from "@/lib/time"

const ZONE = "America/New_York"

/** Due at `due` (UTC); open from an hour before until six hours after. */
const doseOf = (localDate: string, due: string) => {
  const dueAt = Date.parse(due)
  return { localDate, zone: ZONE, opensAt: dueAt - HOUR_MS, closesAt: dueAt + 6 * HOUR_MS }
}

describe("the day of a time of intake", () => {
  const late = doseOf("2026-11-25", "2026-11-26T04:00Z")
  const early = doseOf("2026-11-25", "2026-11-25T05:15Z")
  const morning = doseOf("2026-11-25", "2026-11-25T13:00Z")

  it("is the day after for a dose of 23:00 that was taken past midnight", () => {
    expect(takenDate(late, "23:10")).toBe("2026-11-25")
    expect(takenDate(late, "00:30")).toBe("2026-11-26")
    expect(takenDate(late, "07:00")).toBe("2026-11-26")
  })

  it("is the day before for a dose of 00:15 that was taken at 23:50", () => {
    expect(takenDate(early, "23:50")).toBe("2026-11-24")
    expect(takenDate(early, "00:20")).toBe("2026-11-25")
  })

  it("is the dose's own for whatever is nearest to it there", () => {
    expect(
      ["06:30", "08:00", "13:59", "21:00", ""].map((time) => takenDate(morning, time)),
    ).toEqual(Array.from({ length: 5 }, () => "2026-11-25"))
  })

  it("holds in the night in which the clocks go back", () => {
    const dose = doseOf("2026-10-31", "2026-11-01T03:00Z")
    expect(takenDate(dose, "00:30")).toBe("2026-11-01")
    expect(takenDate(dose, "22:30")).toBe("2026-10-31")
  })
})

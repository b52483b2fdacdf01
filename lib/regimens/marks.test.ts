import { describe, expect, it } from "vitest"
import { doseTextOn, type MarkedVersion, regimenMarks, type VersionedRegimen } from "./marks"

const year = { fromDate: "2026-01-01", toDate: "2026-12-31" }
const daily = { kind: "daily" } as const

function version(startDate: string, fields: Partial<MarkedVersion> = {}): MarkedVersion {
  return {
    ...{ id: startDate, startDate, endDate: null, createdAt: Date.parse(startDate) },
    ...{ timeZone: "Europe/Berlin", doseText: "500 mg", recurrence: daily, isReminding: true },
    ...{ slots: [{ localTime: "08:00", label: "" }], ...fields },
  }
}
const regimen = (...versions: MarkedVersion[]): VersionedRegimen => {
  return { id: "r", medication: "Metformin", doseText: "500 mg", versions }
}
const marks = (...versions: MarkedVersion[]) => regimenMarks([regimen(...versions)], year)

describe("the marks of a regimen", () => {
  it("say where it begins, what an edit changed, and the first day without it", () => {
    const slots = ["20:00", "08:00"].map((localTime) => ({ localTime, label: "" }))
    const found = marks(
      version("2026-03-01", { endDate: "2026-05-31" }),
      version("2026-06-01", { endDate: "2026-09-30", doseText: "850 mg", slots }),
    )
    expect(found.map(({ date, kind }) => [date, kind])).toEqual([
      ["2026-03-01", "started"],
      ["2026-06-01", "changed"],
      ["2026-10-01", "ended"],
    ])
    expect(found[1]?.differences).toEqual([
      { what: "dose", before: "500 mg", after: "850 mg" },
      { what: "times", before: ["08:00"], after: ["08:00", "20:00"] },
    ])
  })

  it("name rhythm, reminders, zone and windows", () => {
    const [, mark] = marks(
      version("2026-03-01", { endDate: "2026-03-31" }),
      version("2026-04-01", {
        ...{ recurrence: { kind: "every", days: 2 }, isReminding: false, timeZone: "Asia/Tokyo" },
        windows: { onTimeMinutes: 60 },
      }),
    )
    expect(mark?.differences.map(({ what }) => what)).toEqual([
      ...["recurrence", "reminders", "zone", "windows"],
    ])
  })

  it("pass over an edit that changed nothing, one that never held, and other days", () => {
    expect(
      marks(version("2026-03-01", { endDate: "2026-03-31" }), version("2026-04-01")),
    ).toHaveLength(1)
    expect(
      marks(version("2026-03-01"), version("2026-04-01", { endDate: "2026-03-31" })),
    ).toHaveLength(1)
    expect(marks(version("2025-03-01"))).toEqual([])
  })
})

describe("the dose of a day", () => {
  it("is the one of the version that held then", () => {
    const both = regimen(
      version("2026-03-01", { endDate: "2026-03-31" }),
      version("2026-04-01", { doseText: "850 mg" }),
    )
    expect(doseTextOn(both, "2026-03-31")).toBe("500 mg")
    expect(doseTextOn(both, "2026-04-01")).toBe("850 mg")
    expect(doseTextOn(both, "2026-02-01")).toBe("500 mg")
  })
})

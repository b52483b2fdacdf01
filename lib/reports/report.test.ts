import { describe, expect, it } from "vitest"
import { translatorIn } from "@/lib/i18n/translator"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { behindHref, reportHref } from "./address"
import { bandSpan, RATE_BANDS, rateBandOf } from "./bands"
import { isFresh } from "./freshness"
import { measured, readMeasure, tooFew } from "./measures"
import { asLastDays, datesOf, periodKey, periodOfKey } from "./period"
import type { Report } from "./report"
import { reportCsv } from "./report-csv"
import { readPeriod } from "./schema"
import { sendsRows } from "./sends"
import { EVERYTHING, readSlice, type Slice, sliceQuery } from "./slice"
import { dosesOf, emptyTally, sharesOf } from "./tally"

describe("bands", () => {
  it("hold every percent once, the last one the hundred too", () => {
    for (let percent = 0; percent <= 100; percent += 1) {
      const band = rateBandOf({ taken: percent, n: 100 })
      const holding = RATE_BANDS.filter((each) => {
        const { from, to } = bandSpan(each)
        return percent >= from && percent <= to
      })
      expect(holding).toEqual([band])
    }
  })

  it("go by the percent that people read, and say nothing of few doses", () => {
    expect(rateBandOf({ taken: 159, n: 200 })).toBe(80)
    expect(rateBandOf({ taken: 158, n: 200 })).toBe(70)
    expect(rateBandOf({ taken: 6, n: 6 })).toBeNull()
    expect(rateBandOf({ taken: 0, n: 0 })).toBeNull()
  })
})

describe("a tally", () => {
  const tally = {
    ...emptyTally(),
    ...{ taken_on_time: 3, taken_late: 1, taken_confirmed: 1, not_taken: 2, no_response: 2 },
    ...{ conflicting: 1, not_reminded: 5, excused: 4, asked: 8, replied: 6 },
  }

  it("is divided as the figures are", () => {
    expect(sharesOf(tally)).toEqual({
      ...{ n: 10, taken: 5, rate: 0.5, high: 0.8, responseRate: 0.75, reachability: 10 / 15 },
    })
    expect(dosesOf(tally)).toBe(19)
    expect(sharesOf(emptyTally())).toMatchObject({ rate: null, high: null, reachability: null })
  })

  it("says when people or doses are too few", () => {
    expect(tooFew({ ...tally, patients: 5 }, "rate")).toBeNull()
    expect(tooFew({ ...tally, patients: 4 }, "rate")).toBe("patients")
    // Six doses in reported adherence, eight that were asked about, eleven in reachability.
    const group = { ...tally, patients: 5, no_response: 0, not_taken: 0 }
    expect(tooFew(group, "rate")).toBe("doses")
    expect(tooFew(group, "response")).toBeNull()
    expect(tooFew({ ...group, not_reminded: 0 }, "reach")).toBe("doses")
  })

  it("is measured three ways", () => {
    expect(measured(tally, "rate")).toEqual({ part: 5, whole: 10 })
    expect(measured(tally, "response")).toEqual({ part: 6, whole: 8 })
    expect(measured(tally, "reach")).toEqual({ part: 10, whole: 15 })
    expect([readMeasure("reach"), readMeasure("x"), readMeasure(undefined)]).toEqual([
      ...["reach", "rate", "rate"],
    ])
  })
})

describe("the days of a report", () => {
  it("are read from an address, and what is none is the last 30", () => {
    expect(readPeriod({ days: "90" }).period).toEqual({ kind: "last", days: 90 })
    expect(readPeriod({ days: "12" }).period).toEqual({ kind: "last", days: 30 })
    const named = readPeriod({ from: "2026-02-01", to: "2026-02-28" }).period
    expect(named).toEqual({ kind: "named", from: "2026-02-01", to: "2026-02-28" })
    expect(readPeriod({ from: "2026-02-30", to: "2026-03-01" })).toMatchObject({ problem: null })
    expect(readPeriod({ from: "2026-03-02", to: "2026-03-01" }).problem).toBe("order")
    expect(readPeriod({ from: "2025-01-01", to: "2026-01-02" }).problem).toBe("long")
    expect(readPeriod({ from: "2025-01-01", to: "2026-01-01" }).problem).toBeNull()
  })

  it("are the last ones where they are named so", () => {
    const named = { kind: "named", from: "2026-10-28", to: "2026-11-26" } as const
    expect(asLastDays(named, "2026-11-26")).toEqual({ kind: "last", days: 30 })
    expect(asLastDays(named, "2026-11-27")).toBe(named)
    expect(asLastDays({ kind: "last", days: 7 }, "2026-11-27")).toEqual({ kind: "last", days: 7 })
  })

  it("are kept under a key that is read back", () => {
    for (const period of [
      { kind: "last", days: 7 },
      { kind: "named", from: "2026-02-01", to: "2026-02-28" },
    ] as const) {
      expect(periodOfKey(periodKey(period))).toEqual(period)
    }
    expect(periodOfKey("12")).toBeNull()
    expect(datesOf({ kind: "last", days: 7 }, "2026-03-02")).toEqual({
      ...{ from: "2026-02-24", to: "2026-03-02" },
    })
  })
})

describe("a slice", () => {
  it("is read back from its address", () => {
    const slice: Slice = {
      ...{ band: 80, contact: "silent", state: "no_response", medication: "A & B +", weekday: 7 },
      hour: 0,
    } as const
    const { search } = new URL(behindHref({ kind: "last", days: 7 }, slice), "http://here.test")
    expect(readSlice(Object.fromEntries(new URLSearchParams(search)))).toEqual(slice)
    expect(sliceQuery(EVERYTHING)).toEqual({})
    expect(reportHref({ kind: "last", days: 7 }, { show: "reach" })).toBe(
      "/reports?days=7&show=reach",
    )
  })

  it("is not narrowed by what is no part of a report", () => {
    const wrong = { band: "85", contact: "all", state: "pending", weekday: "8", hour: "24" }
    expect(readSlice({ ...wrong, medication: "" })).toEqual(EVERYTHING)
    expect(readSlice({ band: ["80"], hour: "1e1" })).toEqual(EVERYTHING)
  })
})

describe("a kept report", () => {
  const kept = { asOf: 0, to: "2026-03-02" }
  const at = (now: number) => ({ now, to: "2026-03-02" })

  it("stands longer the longer it took, an hour at most, and never over midnight", () => {
    expect(isFresh({ ...kept, tookMs: 100 }, at(MINUTE_MS))).toBe(true)
    expect(isFresh({ ...kept, tookMs: 100 }, at(3 * MINUTE_MS))).toBe(false)
    expect(isFresh({ ...kept, tookMs: MINUTE_MS }, at(19 * MINUTE_MS))).toBe(true)
    expect(isFresh({ ...kept, tookMs: HOUR_MS }, at(HOUR_MS))).toBe(false)
    expect(isFresh({ ...kept, tookMs: HOUR_MS }, { now: 1, to: "2026-03-03" })).toBe(false)
  })
})

describe("the report's file", () => {
  const few = { ...emptyTally(), taken_on_time: 9, patients: 3 }
  const report: Report = {
    ...{ from: "2026-03-01", to: "2026-03-30", zone: "UTC", asOf: 0 },
    body: {
      total: { ...few, patients: 30 },
      bands: [
        { band: 90, patients: 20 },
        { band: null, patients: 10 },
      ],
      contacts: { texted: 30, answered: 20, silent: 10, not_texted: 0 },
      medications: [{ ...few, medication: "=cmd|' /C calc'!A0" }],
      times: [{ ...few, weekday: 1, hour: 8 }],
      texts: { sent: 4, queued: 1, sending: 2 },
      replies: { applied: 2, review: 1, quarantined: 1 },
    },
  }

  it("defuses cells, keeps small groups to their counts, and says what its columns mean", async () => {
    const lines = reportCsv(report, await translatorIn("en")).split("\r\n")
    expect(lines[0]).toContain("From,2026-03-01,To,2026-03-30")
    expect(lines.find((line) => line.startsWith("Medication,"))).toMatch(/^Medication,'=cmd/)
    expect(lines.find((line) => line.startsWith("Medication,"))).toMatch(/,9,,,0,0,,$/)
    expect(lines.find((line) => line.startsWith("Everybody,"))).toMatch(/,9,1,1,0,0,,1$/)
    expect(lines.find((line) => line.startsWith('Weekday and hour,"Monday, 08:00"'))).toBeDefined()
    expect(lines).toContain("90-100 %,20")
    expect(lines).toContain("Column,Definition")
  })

  it("groups texts and replies by what became of them", () => {
    const rows = sendsRows(report.body).map(({ group, many }) => [group, many])
    expect(rows).toEqual([
      ["sent", 4],
      ["waiting", 3],
      ["counted", 2],
      ["open", 2],
    ])
  })
})

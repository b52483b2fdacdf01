import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DOSE_STATES, type DoseState } from "@/db/enums"
import { bandOf, type FigureDose, figures, isCounted, isTaken, trend } from "@/lib/doses/figures"
import { addDays } from "@/lib/local-date"
import { DAY_MS, HOUR_MS } from "@/lib/time"

const start = Date.parse("2026-11-01T08:00:00Z")
const later = start + 400 * DAY_MS
const range = { fromDate: "2026-11-01", toDate: "2027-11-01", now: later }

/** One dose a day from 1 November, `perDay` of them on each date. */
function doses(states: readonly DoseState[], perDay = 1): FigureDose[] {
  return states.map((state, index) => {
    const day = Math.floor(index / perDay)
    const dueAt = start + day * DAY_MS + (index % perDay) * 8 * HOUR_MS
    return {
      localDate: addDays("2026-11-01", day),
      state,
      dueAt,
      closesAt: dueAt + 6 * HOUR_MS,
      takenAt: isTaken(state) && state !== "taken_confirmed" ? dueAt + HOUR_MS : null,
      onTime: state === "taken_on_time",
      replied: isTaken(state) || state === "not_taken" || state === "conflicting",
      reminded: state !== "not_reminded" && state !== "cancelled",
    }
  })
}
const times = (state: DoseState, n: number) => Array<DoseState>(n).fill(state)
const mixed = doses([
  ...times("taken_on_time", 5),
  "taken_late",
  "taken_confirmed",
  "not_taken",
  "no_response",
  "conflicting",
  "not_reminded",
  "excused",
  "cancelled",
])

describe("figures", () => {
  it("follows the table", () => {
    expect(figures(mixed, range)).toMatchObject({
      n: 10,
      taken: 7,
      rate: 0.7,
      low: 0.7,
      high: 0.9,
      onTime: 5,
      onTimeRate: 0.5,
      fullDays: 7,
      dueDays: 10,
      fullDayRate: 0.7,
      replied: 9,
      reminded: 10,
      responseRate: 0.9,
      notReminded: 1,
      reachability: 10 / 11,
      streak: 0,
      band: "fair",
      enough: true,
    })
  })

  it("counts a full day only when every assessable dose of it was taken", () => {
    const days = doses(
      ["taken_on_time", "taken_on_time", "taken_on_time", "no_response", "taken_late", "excused"],
      2,
    )
    expect(figures(days, range)).toMatchObject({ fullDays: 2, dueDays: 3 })
  })

  it("leaves out doses whose window is still open, answered or not", () => {
    const now = start + 2 * DAY_MS + HOUR_MS
    expect(figures(doses(times("taken_on_time", 3)), { ...range, now })).toMatchObject({ n: 2 })
  })

  it("leaves out days outside the range", () => {
    const two = { ...range, fromDate: "2026-11-02", toDate: "2026-11-03" }
    expect(figures(doses(times("taken_on_time", 9)), two)).toMatchObject({ n: 2, taken: 2 })
  })

  it("says when there is not enough, and divides nothing by nothing", () => {
    expect(figures(doses(times("taken_on_time", 6)), range)).toMatchObject({
      n: 6,
      rate: 1,
      band: null,
      enough: false,
    })
    expect(figures([], range)).toMatchObject({
      n: 0,
      rate: null,
      low: null,
      high: null,
      responseRate: null,
      reachability: null,
      longestGap: { doses: 0, hours: null },
      hoursBetweenTakes: null,
    })
  })

  it("measures gaps in doses and in hours between takes; excused is neutral", () => {
    const gaps = doses([
      "taken_on_time",
      "no_response",
      "excused",
      "not_taken",
      "taken_on_time",
      "taken_on_time",
      "no_response",
    ])
    const now = start + 7 * DAY_MS + HOUR_MS
    expect(figures(gaps, { ...range, now })).toMatchObject({
      longestGap: { doses: 2, hours: 96 },
      currentGap: { doses: 1, hours: 48 },
      hoursBetweenTakes: 24,
      streak: 0,
    })
  })

  it("counts a streak up to the last closed dose, over neutral ones", () => {
    const run = doses(["no_response", "taken_on_time", "excused", "taken_late", "not_reminded"])
    expect(figures(run, range)).toMatchObject({ streak: 2, currentGap: { doses: 0, hours: null } })
  })

  it("adds up regimens instead of averaging them", () => {
    const one = doses(times("taken_on_time", 9))
    const other = doses(["no_response"])
    expect(figures([...one, ...other], range).rate).toBe(0.9)
  })
})

describe("bandOf", () => {
  it.each([
    [0.8, "good"],
    [35 / 44, "good"],
    [0.79, "fair"],
    [0.5, "fair"],
    [0.49, "low"],
  ] as const)("%f is %s, as the whole percent on the screen", (rate, band) => {
    expect(bandOf(rate)).toBe(band)
  })

  it("takes a regimen's own thresholds", () => {
    expect(bandOf(0.9, { good: 95, fair: 80 })).toBe("fair")
  })
})

describe("trend", () => {
  const weeks = (before: number, recent: number, n = 7) =>
    doses([
      ...times("taken_on_time", before),
      ...times("no_response", n - before),
      ...times("taken_on_time", recent),
      ...times("no_response", 7 - recent),
    ])
  const lastDate = "2026-11-14"

  it("is the difference of two weeks in points", () => {
    expect(trend(weeks(7, 5), lastDate, later)).toBe(-29)
    expect(trend(weeks(4, 7), lastDate, later)).toBe(43)
  })

  it("is shown neither below ten points nor with too few doses", () => {
    expect(trend(weeks(6, 6), lastDate, later)).toBeNull()
    expect(trend(weeks(7, 1).slice(1), lastDate, later)).toBeNull()
  })

  it("looks beyond the range of the figures", () => {
    const week = { fromDate: "2026-11-08", toDate: lastDate, now: later }
    expect(figures(weeks(7, 5), week)).toMatchObject({ n: 7, trend: -29 })
  })
})

const anyDoses = fc
  .array(fc.constantFrom(...DOSE_STATES), { maxLength: 40 })
  .map((states) => doses(states, 3))

describe("figures, for any doses", () => {
  it("keeps low ≤ rate ≤ high, and every rate between 0 and 1", () => {
    fc.assert(
      fc.property(anyDoses, (given) => {
        const result = figures(given, range)
        if (result.rate !== null && result.low !== null && result.high !== null) {
          expect(result.low).toBeLessThanOrEqual(result.rate)
          expect(result.rate).toBeLessThanOrEqual(result.high)
        }
        for (const [key, value] of Object.entries(result)) {
          if (!/rate|low|high|reachability/i.test(key) || typeof value !== "number") continue
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it("never lowers a rate by excusing a period in which nothing was reported taken", () => {
    fc.assert(
      fc.property(anyDoses, fc.nat({ max: 13 }), fc.nat({ max: 6 }), (given, day, length) => {
        const from = addDays("2026-11-01", day)
        const to = addDays(from, length)
        const excused = given.map((dose) =>
          dose.localDate >= from && dose.localDate <= to && !isTaken(dose.state)
            ? { ...dose, state: "excused" as const, replied: false }
            : dose,
        )
        const before = figures(given, range)
        const after = figures(excused, range)
        expect(after.taken).toBe(before.taken)
        for (const key of ["rate", "low", "onTimeRate", "fullDayRate"] as const) {
          if (after[key] !== null) expect(after[key]).toBeGreaterThanOrEqual(before[key] ?? 0)
        }
        expect(after.longestGap.doses).toBeLessThanOrEqual(before.longestGap.doses)
      }),
    )
  })

  it("adds excused days without changing anything", () => {
    fc.assert(
      fc.property(anyDoses, fc.nat({ max: 9 }), (given, extra) => {
        const hospital = doses(times("excused", extra)).map((dose) => ({
          ...dose,
          localDate: "2027-02-01",
          dueAt: dose.dueAt + 90 * DAY_MS,
          closesAt: dose.closesAt + 90 * DAY_MS,
        }))
        expect(figures([...given, ...hospital], range)).toEqual(figures(given, range))
      }),
    )
  })

  it("counts in E exactly what the table of states says", () => {
    const outside: DoseState[] = ["scheduled", "pending", "not_reminded", "excused", "cancelled"]
    expect(DOSE_STATES.filter((state) => !isCounted(state)).sort()).toEqual(outside.sort())
  })
})

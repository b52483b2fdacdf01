import { describe, expect, it } from "vitest"
import {
  DEFAULT_PERIOD,
  lengthOf,
  periodBefore,
  periodDates,
  periodParams,
  periodProblem,
  readPeriod,
} from "./period"

const today = "2026-11-26"

describe("the period of an address", () => {
  it.each([
    [{}, DEFAULT_PERIOD],
    [{ days: "365" }, { days: 365 }],
    [{ days: "31" }, DEFAULT_PERIOD],
    [
      { from: "2026-01-01", to: "2026-01-31" },
      { from: "2026-01-01", to: "2026-01-31" },
    ],
    [{ days: "7", from: "2026-01-01", to: "2026-01-31" }, { days: 7 }],
    [{ from: "2026-02-30", to: "2026-03-01" }, DEFAULT_PERIOD],
    [{ from: "2026-03-01", to: "2026-02-01" }, DEFAULT_PERIOD],
    [{ from: "2025-01-01", to: "2026-02-06" }, DEFAULT_PERIOD],
    [{ from: "2026-03-01" }, DEFAULT_PERIOD],
  ])("%o is %o", (asked, period) => {
    expect(readPeriod(asked)).toEqual(period)
  })

  it("is read back from what is written there", () => {
    for (const period of [{ days: 7 }, { days: 30 }, { from: "2026-01-01", to: "2026-01-02" }]) {
      expect(readPeriod(periodParams(period as typeof DEFAULT_PERIOD))).toEqual(period)
    }
  })
})

describe("two dates", () => {
  it.each([
    ["2026-01-01", "2026-01-31", null],
    ["2026-01-01", "2026-01-01", null],
    ["2025-10-23", "2026-11-26", null],
    ["2025-10-22", "2026-11-26", { field: "to", problem: "long" }],
    ["", "2026-01-31", { field: "from", problem: "no_from" }],
    ["2026-02-30", "2026-03-01", { field: "from", problem: "no_from" }],
    ["2026-01-01", "1.2.2026", { field: "to", problem: "no_to" }],
    ["2026-02-01", "2026-01-31", { field: "to", problem: "order" }],
    ["2026-11-27", "2026-11-28", { field: "from", problem: "ahead" }],
    ["2026-11-01", "2026-11-27", { field: "to", problem: "ahead" }],
  ] as const)("from %s to %s: %o", (from, to, problem) => {
    expect(periodProblem(from, to, today)).toEqual(problem)
  })
})

describe("the dates of a period", () => {
  it("end today and have so many days", () => {
    const dates = periodDates({ days: 30 }, today)
    expect(dates).toEqual({ fromDate: "2026-10-28", toDate: today })
    expect(lengthOf(dates)).toBe(30)
  })

  it("never go beyond today", () => {
    expect(periodDates({ from: "2026-11-20", to: "2026-12-20" }, today).toDate).toBe(today)
    expect(periodDates({ from: "2026-12-01", to: "2026-12-20" }, today)).toEqual({
      fromDate: today,
      toDate: today,
    })
  })

  it("have as many days before them", () => {
    const before = periodBefore(periodDates({ days: 30 }, today))
    expect(before).toEqual({ from: "2026-09-28", to: "2026-10-27" })
  })
})

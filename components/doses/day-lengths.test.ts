import { describe, expect, it } from "vitest"
import { unusualDays } from "./day-lengths"

describe("unusualDays", () => {
  it.each([
    ["Europe/Berlin", { "2026-03-29": 23, "2026-10-25": 25 }],
    ["America/New_York", { "2026-03-08": 23, "2026-11-01": 25 }],
    // Half an hour, and the other way round the year.
    ["Australia/Lord_Howe", { "2026-04-05": 24.5, "2026-10-04": 23.5 }],
    // Its clocks change at midnight.
    ["Africa/Cairo", { "2026-04-24": 23, "2026-10-29": 25 }],
    ["Asia/Kathmandu", {}],
    ["UTC", {}],
  ])("of %s in 2026", (zone, days) => {
    expect(Object.fromEntries(unusualDays("2026-01-01", "2026-12-31", zone))).toEqual(days)
  })

  it("knows the day that Samoa skipped", () => {
    const days = unusualDays("2011-12-01", "2012-01-31", "Pacific/Apia")
    expect([...days]).toEqual([["2011-12-30", 0]])
  })

  it("sees a change on the first and on the last day shown", () => {
    expect([...unusualDays("2026-03-29", "2026-03-29", "Europe/Berlin")]).toEqual([
      ["2026-03-29", 23],
    ])
    expect([...unusualDays("2026-10-01", "2026-10-25", "Europe/Berlin")]).toEqual([
      ["2026-10-25", 25],
    ])
  })
})

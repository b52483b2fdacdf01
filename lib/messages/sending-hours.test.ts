import { describe, expect, it } from "vitest"
import { hoursBeginAt, isWithin } from "./sending-hours"

describe("isWithin", () => {
  it.each([
    ["08:00", "08:00", "21:00", true],
    ["21:00", "08:00", "21:00", false],
    ["23:30", "22:00", "06:00", true],
    ["06:00", "22:00", "06:00", false],
    ["03:00", "00:00", "00:00", true],
  ])("%s in %s to %s: %s", (time, from, to, answer) => {
    expect(isWithin(time, { from, to })).toBe(answer)
  })
})

describe("hoursBeginAt", () => {
  it.each([
    // Within: now. Before: today. After: tomorrow.
    ["2026-11-03T12:00:00Z", "UTC", "08:00", "2026-11-03T12:00:00Z"],
    ["2026-11-03T07:59:30Z", "UTC", "08:00", "2026-11-03T08:00:00Z"],
    ["2026-11-03T21:00:00Z", "UTC", "08:00", "2026-11-04T08:00:00Z"],
    ["2026-11-03T21:00:00Z", "America/New_York", "08:00", "2026-11-03T21:00:00Z"],
    ["2026-11-03T03:00:00Z", "America/New_York", "08:00", "2026-11-03T13:00:00Z"],
    // 02:30 does not exist in Berlin on 29 March 2026; 01:30 UTC is 03:30 there.
    ["2026-03-29T00:30:00Z", "Europe/Berlin", "02:30", "2026-03-29T01:30:00Z"],
    // The night of the change back is an hour longer.
    ["2026-10-24T20:00:00Z", "Europe/Berlin", "08:00", "2026-10-25T07:00:00Z"],
    // Samoa skipped 30 December 2011.
    ["2011-12-30T09:00:00Z", "Pacific/Apia", "08:00", "2011-12-30T18:00:00Z"],
  ])("at %s in %s, from %s: %s", (now, zone, from, begins) => {
    const at = hoursBeginAt(Date.parse(now), zone, { from, to: "21:00" })
    expect(new Date(at).toISOString().replace(".000", "")).toBe(begins)
  })
})

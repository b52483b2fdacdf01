import { describe, expect, it } from "vitest"
import { addDays, daysBetween, localDateAt, localTimeAt, weekdayOf } from "./local-date"

const at = (iso: string) => Date.parse(iso)

describe("a local date", () => {
  it("is the one on the wall of the zone, on both sides of UTC and at midnight", () => {
    expect(localDateAt(at("2026-11-03T04:59:00Z"), "America/New_York")).toBe("2026-11-02")
    expect(localDateAt(at("2026-11-03T05:00:00Z"), "America/New_York")).toBe("2026-11-03")
    expect(localTimeAt(at("2026-11-03T05:00:00Z"), "America/New_York")).toBe("00:00")
    expect(localDateAt(at("2026-11-03T10:00:00Z"), "Pacific/Kiritimati")).toBe("2026-11-04")
    expect(localTimeAt(at("2026-11-03T18:20:00Z"), "Asia/Kathmandu")).toBe("00:05")
  })

  it("follows the clocks over both nights on which they are set", () => {
    expect(localTimeAt(at("2026-03-29T00:59:00Z"), "Europe/Berlin")).toBe("01:59")
    expect(localTimeAt(at("2026-03-29T01:00:00Z"), "Europe/Berlin")).toBe("03:00")
    expect(localTimeAt(at("2026-10-25T00:30:00Z"), "Europe/Berlin")).toBe("02:30")
    expect(localTimeAt(at("2026-10-25T01:30:00Z"), "Europe/Berlin")).toBe("02:30")
  })

  it("is counted on the calendar, whatever a day's length", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30")
    expect(addDays("2024-03-01", -1)).toBe("2024-02-29")
    expect(daysBetween("2026-12-31", "2027-01-02")).toBe(2)
    expect([weekdayOf("2026-11-02"), weekdayOf("2026-11-08")]).toEqual([1, 7])
  })

  it("refuses what is no date and no zone", () => {
    expect(() => addDays("2026-02-30", 1)).toThrow(RangeError)
    expect(() => localDateAt(0, "Mars/Olympus")).toThrow(RangeError)
  })
})

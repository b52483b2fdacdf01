import { describe, expect, it } from "vitest"
import { clockTime, exactTime, relativeTime, shortTime } from "@/components/ui/time-words"
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time"

const BERLIN = "Europe/Berlin"
const now = Date.UTC(2026, 10, 3, 7, 12, 47)

describe("relativeTime", () => {
  it.each([
    [0, "just now"],
    [59 * SECOND_MS, "just now"],
    [8 * MINUTE_MS + 30 * SECOND_MS, "8 min ago"],
    [3 * HOUR_MS, "3 h ago"],
    [30 * HOUR_MS, "1 day ago"],
    [5 * DAY_MS, "29 Oct, 08:12"],
    [400 * DAY_MS, "29 Sep 2025, 09:12"],
    [-20 * MINUTE_MS, "in 20 min"],
  ])("%d ms before now is %s", (ago, words) => {
    expect(relativeTime(now - ago, BERLIN, now)).toBe(words)
  })
})

it("says the exact time with its zone", () => {
  expect(exactTime(now, BERLIN)).toBe("Tue 3 Nov 2026, 08:12:47, Europe/Berlin (GMT+01:00)")
  expect(clockTime(now, "Asia/Kolkata")).toBe("12:42")
  expect(shortTime(Date.UTC(2026, 11, 31, 23, 30), BERLIN, now)).toBe("1 Jan 2027, 00:30")
  expect(clockTime(Date.UTC(2026, 10, 3), "UTC")).toBe("00:00")
})

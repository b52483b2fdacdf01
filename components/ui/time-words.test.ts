import { describe, expect, it } from "vitest"
import {
  clockTime,
  dateTime,
  dateWords,
  exactTime,
  isSameClock,
  placeOf,
  relativeTime,
  shortTime,
  timeElsewhere,
} from "@/components/ui/time-words"
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time"

const BERLIN = "Europe/Berlin"
const NEW_YORK = "America/New_York"
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
    [-59 * SECOND_MS, "just now"],
  ])("%d ms before now is %s", (ago, words) => {
    expect(relativeTime(now - ago, BERLIN, now)).toBe(words)
  })

  it.each([
    [0, "jetzt", "עכשיו"],
    [MINUTE_MS, "vor 1 Min.", "לפני דקה"],
    [8 * MINUTE_MS, "vor 8 Min.", "לפני 8 דקות"],
    [2 * HOUR_MS, "vor 2 Std.", "לפני שעתיים"],
    [30 * HOUR_MS, "vor 1 Tag", "לפני יום אחד"],
    [-20 * MINUTE_MS, "in 20 Min.", "בעוד 20 דקות"],
    [5 * DAY_MS, "29. Okt., 08:12", "29 באוק׳, 08:12"],
    [400 * DAY_MS, "29. Sept. 2025, 09:12", "29 בספט׳ 2025, 09:12"],
  ])("%d ms before now, in German and Hebrew", (ago, german, hebrew) => {
    expect(relativeTime(now - ago, BERLIN, now, "de")).toBe(german)
    expect(relativeTime(now - ago, BERLIN, now, "he")).toBe(hebrew)
  })
})

it("says the exact time with its zone", () => {
  expect(exactTime(now, BERLIN)).toBe("Tue 3 Nov 2026, 08:12:47, Europe/Berlin (GMT+01:00)")
  expect(exactTime(now, BERLIN, "de")).toBe(
    "Di., 3. Nov. 2026, 08:12:47, Europe/Berlin (GMT+01:00)",
  )
  expect(clockTime(now, "Asia/Kolkata")).toBe("12:42")
  expect(shortTime(Date.UTC(2026, 11, 31, 23, 30), BERLIN, now)).toBe("1 Jan 2027, 00:30")
  expect(clockTime(Date.UTC(2026, 10, 3), "UTC")).toBe("00:00")
})

it("names a day in the reader's language", () => {
  expect(dateWords("2026-11-03")).toBe("Tue 3 Nov")
  expect(dateWords("2026-11-03", "de")).toBe("Di., 3. Nov.")
  expect(dateWords("2026-11-03", "he")).toBe("יום ג׳, 3 בנוב׳")
})

it("tells the time where somebody else is, and the day where it is another", () => {
  const evening = Date.UTC(2026, 10, 4, 1, 2)
  expect(dateTime(evening, NEW_YORK)).toBe("3 Nov 2026, 20:02")
  expect(timeElsewhere(evening, NEW_YORK, BERLIN)).toBe("Wed 4 Nov, 02:02")
  expect(timeElsewhere(evening, NEW_YORK, "America/Chicago")).toBe("19:02")
  expect(placeOf(NEW_YORK)).toBe("New York")
  expect(placeOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires")
  expect(placeOf("UTC")).toBe("UTC")
})

it("knows zones whose clocks agree, and only while they do", () => {
  expect(isSameClock(now, BERLIN, "Europe/Paris")).toBe(true)
  expect(isSameClock(now, BERLIN, NEW_YORK)).toBe(false)
  // Between the last Sunday of October and the first of November New York is an hour late.
  expect(isSameClock(Date.UTC(2026, 9, 28), "Europe/London", "Africa/Casablanca")).toBe(false)
  expect(isSameClock(Date.UTC(2026, 6, 28), "Europe/London", "Africa/Casablanca")).toBe(true)
})

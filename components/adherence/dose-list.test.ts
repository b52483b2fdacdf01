import { describe, expect, it } from "vitest"
import { figures } from "@/lib/doses/figures"
import type { TimelineDose } from "@/lib/patients/timeline"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { doseList, listText, rangeOf, readListRef } from "./dose-list"

const first = Date.parse("2026-10-01T08:00Z")
const doses = Array.from({ length: 60 }, (_, n) => {
  const dueAt = first + n * DAY_MS
  const localDate = new Date(dueAt).toISOString().slice(0, 10)
  const isSunday = new Date(dueAt).getUTCDay() === 0
  const state = isSunday ? "no_response" : "taken_on_time"
  const takenAt = isSunday ? null : dueAt + 2 * HOUR_MS
  return {
    ...{ id: `d${n}`, regimenId: n % 2 ? "odd" : "even", localDate, state, takenAt, dueAt },
    ...{ slot: "08:00", zone: "UTC", closesAt: dueAt + 6 * HOUR_MS, onTime: true },
    ...{ replied: !isSunday, reminded: true },
  } as TimelineDose
})
const timeline = {
  ...{ doses, now: first + 70 * DAY_MS, today: "2026-11-29" },
  ...{ fromDate: "2026-10-01", toDate: "2026-11-29" },
}
const open = (text: string) => {
  const ref = readListRef(text)
  return ref && doseList(ref, timeline)
}

describe("a number's list of doses", () => {
  it.each(["rate", "rate.7", "longestGap.30", "onTime.of.r1", "pattern.weekday.7"])(
    "has the address %s",
    (text) => {
      const ref = readListRef(text)
      expect(ref && listText(ref)).toBe(text)
    },
  )

  it.each(["", "unknown", "rate.8", "hoursBetweenTakes", null])("is not named by %o", (text) => {
    expect(readListRef(text)).toBeNull()
  })

  it("is of the chosen days, of the last days, or of one regimen", () => {
    expect(open("rate")?.whole).toBe(60)
    expect(open("rate.7")?.counted.map(({ id }) => id)).toEqual([
      ...["d53", "d54", "d55", "d56", "d57", "d58"],
    ])
    expect(open("rate.of.odd")?.whole).toBe(30)
  })

  it("of a period that is over ends with it: its last gap does not grow until today", () => {
    const past = { ...timeline, toDate: "2026-10-11" }
    const { now } = rangeOf("period", past)
    expect(now).toBe(Date.parse("2026-10-11T14:00Z"))
    expect(rangeOf(7, past).now).toBe(timeline.now)
    expect(figures(doses, rangeOf("period", past)).longestGap).toEqual({ doses: 1, hours: 28 })
  })

  it("is of the doses that a pattern rests on, as long as it holds", () => {
    const sundays = open("pattern.weekday.7")
    expect(sundays).toMatchObject({ part: 0, whole: 9, pattern: { kind: "weekday", weekday: 7 } })
    expect(open("pattern.answer_time.08:00")).toMatchObject({ part: 51, whole: 51 })
    expect(open("pattern.weekday.1")).toBeNull()
  })
})

import { expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import type { FigureDose } from "@/lib/doses/figures"
import { localDateAt } from "@/lib/local-date"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { silence } from "./silence"

const now = Date.parse("2026-11-20T20:00:00Z")

/** Reminded, due so many days ago at noon. */
function dose(days: number, state: DoseState): FigureDose {
  const dueAt = now - days * DAY_MS - 8 * HOUR_MS
  const replied = state === "taken_on_time"
  return {
    ...{ localDate: localDateAt(dueAt, "UTC"), state, dueAt, closesAt: dueAt + 6 * HOUR_MS },
    ...{ takenAt: replied ? dueAt : null, onTime: replied, replied, reminded: true },
  }
}
const days = (from: number, to: number, state: DoseState) =>
  Array.from({ length: from - to + 1 }, (_, n) => dose(from - n, state))

it("counts the doses since the last reply, and how well those before were answered", () => {
  const doses = [...days(13, 4, "taken_on_time"), ...days(3, 1, "no_response")]
  const { silent, responseBefore } = silence(doses, now)
  expect(silent).toEqual(doses.slice(-3))
  expect(responseBefore).toEqual({ reminded: 10, replied: 10 })
})

it.each(["excused", "cancelled"] as const)("asks nobody about a dose that is %s", (state) => {
  const answered = days(13, 4, "taken_on_time")
  expect(silence([...answered, ...days(3, 1, state)], now).silent).toEqual([])
  const away = silence([...days(17, 14, state), ...answered, dose(1, "no_response")], now)
  expect(away.silent).toHaveLength(1)
  expect(away.responseBefore).toEqual({ reminded: 10, replied: 10 })
})

it("leaves out a dose whose window is open", () => {
  const open = { ...dose(0, "pending"), closesAt: now + HOUR_MS }
  expect(silence([...days(9, 1, "taken_on_time"), open], now).silent).toEqual([])
})

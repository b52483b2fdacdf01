import { describe, expect, it } from "vitest"
import { dayWords, scheduleWords } from "./words"

const slots = (...times: string[]) => times.map((localTime) => ({ localTime, label: "" }))

describe("scheduleWords", () => {
  it.each([
    [{ kind: "daily" }, ["08:00", "20:00"], "Every day at 08:00 and 20:00"],
    [{ kind: "weekdays", days: [4, 1] }, ["08:00"], "Every Monday and Thursday at 08:00"],
    [{ kind: "weekdays", days: [1, 2, 3, 4, 5] }, ["08:00"], "Monday to Friday at 08:00"],
    [{ kind: "weekdays", days: [6, 7] }, ["08:00"], "Every Saturday and Sunday at 08:00"],
    [{ kind: "weekdays", days: [1, 2, 3, 4, 5, 6, 7] }, ["08:00"], "Every day at 08:00"],
    [{ kind: "every", days: 3 }, ["08:00"], "Every 3 days at 08:00"],
    [{ kind: "every", days: 1 }, ["08:00"], "Every day at 08:00"],
    [{ kind: "cycle", on: 21, off: 7 }, ["22:00"], "21 days on, 7 days off, at 22:00"],
    [{ kind: "daily" }, ["07:00", "13:00", "19:00"], "Every day at 07:00, 13:00 and 19:00"],
  ] as const)("says %j at %j", (recurrence, times, said) => {
    const days =
      "days" in recurrence && typeof recurrence.days === "object"
        ? { days: [...recurrence.days] }
        : {}
    expect(
      scheduleWords({ recurrence: { ...recurrence, ...days } as never, slots: slots(...times) }),
    ).toBe(said)
  })

  it("names a time that has a name", () => {
    const morning = [{ localTime: "08:00", label: "with breakfast" }]
    expect(scheduleWords({ recurrence: { kind: "daily" }, slots: morning })).toBe(
      "Every day at 08:00 (with breakfast)",
    )
  })
})

it("gives the year of a day only where it is another", () => {
  expect(dayWords("2026-01-01", "2026-11-26")).toBe("1 Jan")
  expect(dayWords("2027-01-01", "2026-11-26")).toBe("1 Jan 2027")
})

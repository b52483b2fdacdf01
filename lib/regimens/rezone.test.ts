import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays } from "@/lib/local-date"
import { occurrences } from "./occurrences"
import { type DatedVersion, rezoneVersion } from "./rezone"
import type { Recurrence, Schedule } from "./schedule"

const START = "2026-03-02"
const daily: Recurrence = { kind: "daily" }
const cycle: Recurrence = { kind: "cycle", on: 3, off: 2 }
const version = (fields: Partial<DatedVersion> = {}): DatedVersion => ({
  ...{ startDate: START, endDate: null, recurrence: daily, ...fields },
})

test("a version that is over stays, and one that has not begun changes as a whole", () => {
  expect(rezoneVersion(version({ endDate: "2026-03-05" }), "2026-03-06")).toBeNull()
  const ahead = version({ startDate: "2026-03-06" })
  expect(rezoneVersion(ahead, "2026-03-06")).toEqual({ lastDate: null, next: [ahead] })
})

test("a daily one goes on from the day", () => {
  expect(rezoneVersion(version({ endDate: "2026-04-01" }), "2026-03-10")).toEqual({
    lastDate: "2026-03-09",
    next: [{ startDate: "2026-03-10", endDate: "2026-04-01", recurrence: daily }],
  })
})

test("a cycle keeps its turn: the rest of it first, then cycles again", () => {
  expect(rezoneVersion(version({ recurrence: cycle }), addDays(START, 6))?.next).toEqual([
    { startDate: addDays(START, 6), endDate: addDays(START, 7), recurrence: daily },
    { startDate: addDays(START, 10), endDate: null, recurrence: cycle },
  ])
})

const recurrence = fc.oneof(
  fc.constant(daily),
  fc.constant<Recurrence>({ kind: "weekdays", days: [1, 3, 6] }),
  fc.integer({ min: 1, max: 9 }).map((days): Recurrence => ({ kind: "every", days })),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }))
    .map(([on, off]): Recurrence => ({ kind: "cycle", on, off })),
)

test("no day is lost or doubled, whatever the recurrence and the day of the change", () => {
  const zone = { timeZone: "Europe/Berlin", slots: [{ localTime: "08:00", label: "" }] }
  const daysOf = (part: DatedVersion) =>
    occurrences({ ...part, ...zone } as Schedule, START, addDays(START, 80)).map(
      ({ localDate }) => localDate,
    )
  fc.assert(
    fc.property(
      ...[recurrence, fc.integer({ min: -3, max: 60 })],
      fc.option(fc.integer({ min: 0, max: 70 }), { nil: null }),
      (rule, after, length) => {
        const endDate = length === null ? null : addDays(START, length)
        const whole = version({ recurrence: rule, endDate })
        const split = rezoneVersion(whole, addDays(START, after))
        if (!split) return
        const before = split.lastDate === null ? [] : daysOf({ ...whole, endDate: split.lastDate })
        expect([...before, ...split.next.flatMap(daysOf)]).toEqual(daysOf(whole))
      },
    ),
  )
})

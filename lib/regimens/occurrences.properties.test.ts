import fc from "fast-check"
import { Temporal } from "temporal-polyfill"
import { describe, expect, it } from "vitest"
import { addDays, daysBetween, localDateAt, localTimeAt } from "@/lib/local-date"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { bundleDoses, expandDoses, occurrences } from "./occurrences"
import type { Recurrence, Schedule } from "./schedule"

/** Zones of whole, half and quarter hours, one that skips a date, and one that jumps at midnight. */
const ZONES = [
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "America/Santiago",
  "Africa/Casablanca",
  "UTC",
]
/** Around changes of the clock and of the date line as often as anywhere else. */
const STARTS = ["2011-12-20", "2026-03-01", "2026-03-20", "2026-04-01", "2026-09-01", "2026-10-20"]

const RUNS = { numRuns: 60 }

const time = fc
  .tuple(fc.nat(23), fc.constantFrom(0, 10, 15, 30, 45, 59))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`)
const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant({ kind: "daily" as const }),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((days) => ({ kind: "weekdays" as const, days })),
  fc.integer({ min: 1, max: 9 }).map((days) => ({ kind: "every" as const, days })),
  fc
    .tuple(fc.integer({ min: 1, max: 21 }), fc.nat(7))
    .map(([on, off]) => ({ kind: "cycle" as const, on, off })),
)
const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    startDate: fc.constantFrom(...STARTS),
    length: fc.option(fc.nat(30)),
    timeZone: fc.constantFrom(...ZONES),
    times: fc.uniqueArray(time, { minLength: 1, maxLength: 5 }),
    recurrence,
  })
  .map(({ length, times, ...rest }) => ({
    ...rest,
    endDate: length === null ? null : addDays(rest.startDate, length),
    slots: times.map((localTime) => ({ localTime, label: localTime })),
  }))

const exists = (date: string, zone: string) =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).toPlainDate().toString() === date

const daysOf = (schedule: Schedule, from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n)).filter((date) => {
    const since = daysBetween(schedule.startDate, date)
    const { recurrence: rule } = schedule
    if (since < 0 || (schedule.endDate !== null && date > schedule.endDate)) return false
    if (!exists(date, schedule.timeZone)) return false
    if (rule.kind === "weekdays") {
      return rule.days.includes(Temporal.PlainDate.from(date).dayOfWeek)
    }
    if (rule.kind === "every") return since % rule.days === 0
    return rule.kind === "daily" || since % (rule.on + rule.off) < rule.on
  })

const ranges = schedules.chain((schedule) =>
  fc
    .record({ schedule: fc.constant(schedule), skip: fc.nat(10), days: fc.nat(25) })
    .map((given) => {
      const from = addDays(schedule.startDate, given.skip - 3)
      return { schedule, from, to: addDays(from, given.days) }
    }),
)

describe("the doses of a schedule", () => {
  it("are one for each date that there is and each slot, and none besides", () => {
    fc.assert(
      fc.property(ranges, ({ schedule, from, to }) => {
        const wanted = daysOf(schedule, from, to).flatMap((date) =>
          schedule.slots.map(({ localTime }) => `${date} ${localTime}`),
        )
        const found = occurrences(schedule, from, to).map(
          (dose) => `${dose.localDate} ${dose.slot}`,
        )
        expect(found.sort()).toEqual(wanted.sort())
      }),
      RUNS,
    )
  })

  it("are due when the wall says so, at the first passing, or as far forward as the gap is long", () => {
    fc.assert(
      fc.property(ranges, ({ schedule, from, to }) => {
        const { timeZone } = schedule
        for (const { localDate, slot, dueAt } of occurrences(schedule, from, to)) {
          const wall = `${localDateAt(dueAt, timeZone)} ${localTimeAt(dueAt, timeZone)}`
          if (wall === `${localDate} ${slot}`) {
            const earlier = [HOUR_MS, HOUR_MS / 2].map((ago) => localTimeAt(dueAt - ago, timeZone))
            expect(earlier).not.toContain(slot)
          } else {
            expect(wall > `${localDate} ${slot}`).toBe(true)
            const asked = Temporal.PlainDateTime.from(`${localDate}T${slot}`)
            const at = Temporal.PlainDateTime.from(wall.replace(" ", "T"))
            expect(asked.until(at).total("hours")).toBeLessThanOrEqual(1)
          }
        }
      }),
      RUNS,
    )
  })

  it("have windows that hold their due time and never overlap", () => {
    fc.assert(
      fc.property(ranges, ({ schedule, from, to }) => {
        const doses = expandDoses(schedule, from, to)
        doses.forEach((dose, index) => {
          expect(dose.closesAt).toBeGreaterThan(dose.dueAt)
          expect(dose.onTimeUntil).toBeLessThanOrEqual(dose.closesAt)
          expect(dose.opensAt).toBeLessThanOrEqual(dose.dueAt)
          const next = doses.slice(index + 1).find(({ dueAt }) => dueAt > dose.dueAt)
          if (next) expect(dose.closesAt).toBeLessThanOrEqual(next.dueAt)
          expect(dose.closesAt - dose.dueAt).toBeLessThanOrEqual(DAY_MS)
        })
      }),
      RUNS,
    )
  })

  it("are the same whenever and in whatever range they are planned", () => {
    fc.assert(
      fc.property(ranges, fc.nat(25), ({ schedule, from, to }, at) => {
        const whole = expandDoses(schedule, from, to)
        expect(expandDoses(schedule, from, to)).toEqual(whole)
        const middle = addDays(from, Math.min(at, daysBetween(from, to)))
        const parts = [
          ...expandDoses(schedule, from, middle),
          ...expandDoses(schedule, addDays(middle, 1), to),
        ]
        const byName = (a: { localDate: string; slot: string }, b: typeof a) =>
          `${a.localDate} ${a.slot}` < `${b.localDate} ${b.slot}` ? -1 : 1
        expect(parts.sort(byName)).toEqual([...whole].sort(byName))
      }),
      RUNS,
    )
  })

  it("share a reminder within half an hour of its first, each dose in one alone", () => {
    fc.assert(
      fc.property(ranges, ({ schedule, from, to }) => {
        const doses = occurrences(schedule, from, to)
        const bundles = bundleDoses(doses)
        expect(bundles.flat()).toHaveLength(doses.length)
        for (const [first, ...rest] of bundles) {
          for (const dose of rest)
            expect(dose.dueAt - first!.dueAt).toBeLessThanOrEqual(HOUR_MS / 2)
        }
        bundles.slice(1).forEach((bundle, index) => {
          expect(bundle[0]!.dueAt - bundles[index]![0]!.dueAt).toBeGreaterThan(HOUR_MS / 2)
        })
      }),
      RUNS,
    )
  })
})

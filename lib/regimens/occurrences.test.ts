import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays, daysBetween } from "@/lib/local-date"
import { bundleDoses, doseWindow, expandDoses, occurrences } from "@/lib/regimens/occurrences"
import { DEFAULT_WINDOWS, type Recurrence, type Schedule } from "@/lib/regimens/schedule"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time"

function schedule(change: Partial<Schedule> & { times?: string[] } = {}): Schedule {
  const { times = ["08:00"], ...rest } = change
  return {
    startDate: "2026-01-01",
    endDate: null,
    timeZone: "America/New_York",
    slots: times.map((localTime) => ({ localTime, label: `at ${localTime}` })),
    recurrence: { kind: "daily" },
    ...rest,
  }
}

const iso = (at: number) => new Date(at).toISOString()
const datesOf = (recurrence: Recurrence, from: string, to: string) =>
  occurrences(schedule({ recurrence }), from, to).map((dose) => dose.localDate)

describe("occurrences", () => {
  it("names the local date, the slot and the moment in UTC", () => {
    expect(occurrences(schedule(), "2026-11-03", "2026-11-03")).toEqual([
      {
        localDate: "2026-11-03",
        slot: "08:00",
        label: "at 08:00",
        dueAt: Date.parse("2026-11-03T13:00:00Z"),
      },
    ])
  })

  it("moves a dose in the spring gap forward and keeps its slot", () => {
    const [dose] = occurrences(schedule({ times: ["02:30"] }), "2026-03-08", "2026-03-08")
    expect(dose).toMatchObject({ localDate: "2026-03-08", slot: "02:30" })
    expect(iso(dose!.dueAt)).toBe("2026-03-08T07:30:00.000Z")
  })

  it("gives a dose in the autumn overlap once, at its first passing", () => {
    const doses = occurrences(schedule({ times: ["01:30"] }), "2026-11-01", "2026-11-01")
    expect(doses.map((dose) => iso(dose.dueAt))).toEqual(["2026-11-01T05:30:00.000Z"])
  })

  it("keeps local times over days of 23 and 25 hours", () => {
    const gap = occurrences(schedule(), "2026-03-07", "2026-03-08")
    expect(gap[1]!.dueAt - gap[0]!.dueAt).toBe(23 * HOUR_MS)
    const overlap = occurrences(schedule(), "2026-10-31", "2026-11-01")
    expect(overlap[1]!.dueAt - overlap[0]!.dueAt).toBe(25 * HOUR_MS)
  })

  it("gives nothing on a date that the zone skips", () => {
    const apia = schedule({ startDate: "2011-12-01", timeZone: "Pacific/Apia" })
    expect(occurrences(apia, "2011-12-29", "2011-12-31").map((dose) => dose.localDate)).toEqual([
      "2011-12-29",
      "2011-12-31",
    ])
  })

  it("does not lose a dose that a gap before midnight carries into the next day", () => {
    const nuuk = schedule({ startDate: "2024-01-01", timeZone: "America/Nuuk", times: ["23:30"] })
    const [dose] = occurrences(nuuk, "2024-03-30", "2024-03-30")
    expect(dose).toMatchObject({ localDate: "2024-03-30", slot: "23:30" })
    expect(iso(dose!.dueAt)).toBe("2024-03-31T01:30:00.000Z")
  })

  it("follows each recurrence", () => {
    expect(datesOf({ kind: "weekdays", days: [1, 7] }, "2026-01-01", "2026-01-12")).toEqual([
      "2026-01-04",
      "2026-01-05",
      "2026-01-11",
      "2026-01-12",
    ])
    expect(datesOf({ kind: "every", days: 3 }, "2026-01-02", "2026-01-08")).toEqual([
      "2026-01-04",
      "2026-01-07",
    ])
    expect(datesOf({ kind: "cycle", on: 2, off: 3 }, "2026-01-01", "2026-01-08")).toEqual([
      "2026-01-01",
      "2026-01-02",
      "2026-01-06",
      "2026-01-07",
    ])
  })

  it("stays between start and end", () => {
    const short = schedule({ startDate: "2026-01-05", endDate: "2026-01-06" })
    expect(occurrences(short, "2026-01-01", "2026-01-31").map((dose) => dose.localDate)).toEqual([
      "2026-01-05",
      "2026-01-06",
    ])
    expect(occurrences(short, "2026-02-01", "2026-01-01")).toEqual([])
  })
})

const zones = fc.constantFrom(
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "America/Nuuk",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "America/Sao_Paulo",
)
const times = fc.uniqueArray(
  fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
  { minLength: 1, maxLength: 4 },
)
const schedules = fc
  .tuple(zones, times, fc.integer({ min: -800, max: 800 }))
  .map(([timeZone, at, shift]) =>
    schedule({ timeZone, times: at, startDate: addDays("2024-06-01", shift) }),
  )

describe("expansion, for any schedule", () => {
  it("is the same whether expanded at once or in pieces", () => {
    fc.assert(
      fc.property(schedules, fc.nat({ max: 20 }), fc.nat({ max: 20 }), (plan, a, b) => {
        const from = plan.startDate
        const middle = addDays(from, a)
        const to = addDays(middle, b + 1)
        const key = (dose: { localDate: string; slot: string }) => `${dose.localDate} ${dose.slot}`
        const whole = new Map(expandDoses(plan, from, to).map((dose) => [key(dose), dose]))
        const pieces = [
          ...expandDoses(plan, from, middle),
          ...expandDoses(plan, addDays(middle, 1), to),
        ]
        expect(new Map(pieces.map((dose) => [key(dose), dose]))).toEqual(whole)
        expect(pieces.length).toBe(whole.size)
      }),
      { numRuns: 60 },
    )
  })

  it("has one dose per date and slot, near that date, in order, inside a window that makes sense", () => {
    fc.assert(
      fc.property(schedules, fc.nat({ max: 30 }), (plan, days) => {
        const doses = expandDoses(plan, plan.startDate, addDays(plan.startDate, days))
        expect(doses.length).toBe((days + 1) * plan.slots.length)
        doses.forEach((dose, index) => {
          expect(dose.dueAt).toBeGreaterThanOrEqual(doses[index - 1]?.dueAt ?? 0)
          const utcDate = iso(dose.dueAt).slice(0, 10)
          expect(Math.abs(daysBetween(dose.localDate, utcDate))).toBeLessThanOrEqual(1)
          expect(dose.opensAt).toBeLessThanOrEqual(dose.dueAt)
          expect(dose.onTimeUntil).toBeGreaterThan(dose.dueAt)
          expect(dose.closesAt).toBeGreaterThanOrEqual(dose.onTimeUntil)
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe("doseWindow", () => {
  const due = Date.parse("2026-11-03T08:00:00Z")

  it("opens an hour before, is on time for two and closes after six", () => {
    expect(doseWindow(due, due + DAY_MS, DEFAULT_WINDOWS)).toEqual({
      opensAt: due - HOUR_MS,
      onTimeUntil: due + 2 * HOUR_MS,
      closesAt: due + 6 * HOUR_MS,
    })
    expect(doseWindow(due, null, DEFAULT_WINDOWS).closesAt).toBe(due + 6 * HOUR_MS)
  })

  it("closes 30 minutes before the regimen's next dose, and is on time no longer than that", () => {
    expect(doseWindow(due, due + 4 * HOUR_MS, DEFAULT_WINDOWS).closesAt).toBe(due + 3.5 * HOUR_MS)
    expect(doseWindow(due, due + 2 * HOUR_MS, DEFAULT_WINDOWS)).toMatchObject({
      onTimeUntil: due + 1.5 * HOUR_MS,
      closesAt: due + 1.5 * HOUR_MS,
    })
  })

  it("never closes before the dose is due", () => {
    expect(doseWindow(due, due + 20 * MINUTE_MS, DEFAULT_WINDOWS).closesAt).toBe(
      due + 10 * MINUTE_MS,
    )
    expect(doseWindow(due, due, DEFAULT_WINDOWS).closesAt).toBe(due + 6 * HOUR_MS)
  })
})

describe("bundleDoses", () => {
  it("puts doses within 30 minutes of the first into one reminder", () => {
    const at = (minutes: number) => ({ dueAt: minutes * MINUTE_MS })
    expect(bundleDoses([at(45), at(0), at(30), at(15), at(120)])).toEqual([
      [at(0), at(15), at(30)],
      [at(45)],
      [at(120)],
    ])
  })

  it("loses no dose and spans at most 30 minutes", () => {
    const doses = fc.array(fc.record({ dueAt: fc.nat({ max: DAY_MS }) }))
    fc.assert(
      fc.property(doses, (given) => {
        const bundles = bundleDoses(given)
        expect(bundles.flat().length).toBe(given.length)
        for (const bundle of bundles) {
          expect(bundle.at(-1)!.dueAt - bundle[0]!.dueAt).toBeLessThanOrEqual(30 * MINUTE_MS)
        }
      }),
    )
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import { addDays, type LocalDate } from "@/lib/local-date"
import { expandDoses } from "@/lib/regimens/occurrences"
import { DEFAULT_WINDOWS, type Schedule } from "@/lib/regimens/schedule"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { answers, delaysOf, ENOUGH_ANSWERS, type PatternDose, patterns } from "./patterns"
import { DAY_MINUTES, minutesBetween, minutesOf, timeOf, wallMinutes } from "./wall-clock"
import { weeklyFigures } from "./weeks"

const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] as const
/** Days around the nights on which one of the three zones changes its clock. */
const NIGHTS = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"]

type Said = { state?: DoseState; minutes?: number | null }

/** The doses of a daily schedule as it plans them, each as `say` has it; minutes are elapsed. */
function planned(
  of: { zone: string; slot: string; fromDate: LocalDate; toDate: LocalDate },
  say: (date: LocalDate, index: number) => Said,
): PatternDose[] {
  const schedule: Schedule = {
    ...{ startDate: of.fromDate, endDate: null, timeZone: of.zone },
    slots: [{ localTime: of.slot, label: "" }],
    recurrence: { kind: "daily" },
  }
  return expandDoses(schedule, of.fromDate, of.toDate, DEFAULT_WINDOWS).map((dose, index) => {
    const { state = "taken_on_time", minutes = 10 } = say(dose.localDate, index)
    const takenAt =
      minutes === null || !state.startsWith("taken") ? null : dose.dueAt + minutes * MINUTE_MS
    return {
      ...{ id: `${dose.localDate} ${dose.slot}`, localDate: dose.localDate, slot: dose.slot },
      ...{ dueAt: dose.dueAt, closesAt: dose.closesAt, zone: of.zone, state, takenAt },
      ...{ onTime: state === "taken_on_time", replied: takenAt !== null, reminded: true },
    }
  })
}

const later = Date.parse("2027-06-01T00:00:00Z")
const over = (fromDate: LocalDate, toDate: LocalDate) => ({ fromDate, toDate, now: later })
const November = { fromDate: "2026-11-02", toDate: "2026-11-29" }
const ofKind = (kind: string, doses: PatternDose[], range = over("2026-01-01", "2026-12-31")) =>
  patterns(doses, range).filter((each) => each.kind === kind)

describe("the usual time of an answer", () => {
  it("is said with its spread, its number and its doses", () => {
    const doses = planned({ zone: "Europe/Berlin", slot: "20:00", ...November }, (_, index) => ({
      state: "taken_late",
      minutes: 90 + (index % 3) * 10,
    }))
    const [found] = ofKind("answer_time", doses)
    expect(found).toMatchObject({
      slot: "20:00",
      delays: { lower: 90, median: 100, upper: 110 },
      n: 28,
      doseIds: doses.map(({ id }) => id),
    })
  })

  it("is not said of too few, of answers near the time, nor of answers all over the evening", () => {
    const of = (n: number, minutes: (index: number) => number) =>
      planned(
        { zone: "Europe/Berlin", slot: "20:00", ...November, toDate: addDays("2026-11-01", n) },
        (_, index) => ({ minutes: minutes(index) }),
      )
    expect(
      ofKind(
        "answer_time",
        of(ENOUGH_ANSWERS, () => 100),
      ),
    ).toHaveLength(1)
    expect(
      ofKind(
        "answer_time",
        of(ENOUGH_ANSWERS - 1, () => 100),
      ),
    ).toEqual([])
    expect(
      ofKind(
        "answer_time",
        of(20, () => 20),
      ),
    ).toEqual([])
    expect(
      ofKind(
        "answer_time",
        of(20, (index) => (index % 2 ? 10 : 240)),
      ),
    ).toEqual([])
  })

  it("passes over midnight, both ways", () => {
    for (const [slot, minutes, usual] of [
      ["23:50", 60, "00:50"],
      ["00:30", -50, "23:40"],
    ] as const) {
      const doses = planned({ zone: "America/New_York", slot, ...November }, () => ({ minutes }))
      const [found] = ofKind("answer_time", doses)
      expect(found).toMatchObject({ slot, delays: { median: minutes }, n: 28 })
      expect(timeOf(minutesOf(slot) + minutes)).toBe(usual)
    }
  })

  it("leaves out what staff confirmed, for nobody knows when the patient would have answered", () => {
    const doses = planned({ zone: "Europe/Berlin", slot: "20:00", ...November }, () => ({
      state: "taken_confirmed",
      minutes: 100,
    }))
    expect(answers(doses)).toEqual([])
  })

  it.each(ZONES)(
    "goes by the clock on the wall in %s, in nights of 23 and 25 hours too",
    (zone) => {
      for (const night of NIGHTS) {
        const span = { fromDate: addDays(night, -5), toDate: addDays(night, 5) }
        const doses = planned({ zone, slot: "22:00", ...span }, () => ({}))
        // Half past midnight by the wall, whatever the night's length.
        for (const dose of doses) {
          const steps = Array.from(
            { length: 8 * 12 },
            (_, step) => dose.dueAt + step * 5 * MINUTE_MS,
          )
          dose.takenAt = steps.find((at) => wallMinutes(at, zone) === 30) ?? null
        }
        const said = answers(doses).map(({ minutes, at }) => ({ minutes, at }))
        expect(said).toEqual(doses.map(() => ({ minutes: 150, at: 30 })))
      }
    },
  )

  it("is told in the zone in which each dose was planned, when a patient moved", () => {
    const inBerlin = { zone: "Europe/Berlin", slot: "20:00", ...November, toDate: "2026-11-14" }
    const inTokyo = { zone: "Asia/Tokyo", slot: "20:00", ...November, fromDate: "2026-11-16" }
    const doses = [inBerlin, inTokyo].flatMap((of) => planned(of, () => ({ minutes: 95 })))
    expect(ofKind("answer_time", doses)).toMatchObject([{ delays: { median: 95 }, n: 27 }])
  })
})

describe("weekdays and times of day", () => {
  it("are named when they differ by much, and only with enough doses", () => {
    const isSunday = (date: LocalDate) => new Date(date).getUTCDay() === 0
    const of = (toDate: LocalDate) =>
      planned({ zone: "Europe/Berlin", slot: "08:00", ...November, toDate }, (date) => ({
        state: isSunday(date) ? "no_response" : "taken_on_time",
      }))
    expect(ofKind("weekday", of("2026-11-29"))).toMatchObject([
      { weekday: 7, here: { taken: 0, n: 4 }, elsewhere: { taken: 24, n: 24 } },
    ])
    expect(ofKind("weekday", of("2026-11-28"))).toEqual([])
  })

  it("say of a time of day how it compares with the others", () => {
    const of = (slot: string, state: DoseState) =>
      planned({ zone: "Europe/Berlin", slot, ...November }, () => ({ state }))
    const doses = [...of("08:00", "taken_on_time"), ...of("20:00", "not_taken")]
    expect(ofKind("slot", doses)).toMatchObject([
      { slot: "20:00", here: { taken: 0, n: 28 }, elsewhere: { taken: 28, n: 28 } },
      { slot: "08:00", here: { taken: 28, n: 28 }, elsewhere: { taken: 0, n: 28 } },
    ])
  })
})

describe("the time to an answer", () => {
  it("is elapsed time with its middle half", () => {
    const doses = planned({ zone: "Europe/Berlin", slot: "08:00", ...November }, (_, index) => ({
      minutes: index,
    }))
    expect(ofKind("delay", doses)).toMatchObject([
      { delays: { lower: 7, median: 14, upper: 20 }, n: 28 },
    ])
  })
})

const anyStates = fc.array(
  fc.record({
    state: fc.constantFrom<DoseState>(
      ...(["taken_on_time", "taken_late", "not_taken", "no_response", "excused"] as const),
    ),
    minutes: fc.integer({ min: -60, max: 300 }),
  }),
  { minLength: 1, maxLength: 60 },
)

describe("patterns, of any doses", () => {
  it("are only of closed doses of the range, and add up to what is counted", () => {
    fc.assert(
      fc.property(anyStates, fc.constantFrom(...ZONES), (said, zone) => {
        const range = over("2026-10-01", addDays("2026-10-01", said.length - 1))
        const span = { ...range, toDate: addDays(range.toDate, 5) }
        const doses = planned({ zone, slot: "23:50", ...span }, (_, index) => said[index] ?? {})
        const inside = new Set(
          doses.filter(({ localDate }) => localDate <= range.toDate).map(({ id }) => id),
        )
        for (const pattern of patterns(doses, range)) {
          expect(pattern.doseIds.every((id) => inside.has(id))).toBe(true)
          const n = "here" in pattern ? pattern.here.n : pattern.n
          expect(pattern.doseIds).toHaveLength(n)
          if ("delays" in pattern) {
            expect(pattern.n).toBeGreaterThanOrEqual(ENOUGH_ANSWERS)
            expect(pattern.delays.lower).toBeLessThanOrEqual(pattern.delays.median)
            expect(pattern.delays.median).toBeLessThanOrEqual(pattern.delays.upper)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it("weeks add up to the range, whatever day it begins on", () => {
    fc.assert(
      fc.property(anyStates, fc.nat({ max: 6 }), (said, shift) => {
        const fromDate = addDays("2026-10-01", shift)
        const range = over(fromDate, addDays(fromDate, said.length - 1))
        const doses = planned(
          { zone: "Europe/Berlin", slot: "08:00", ...range },
          (_, index) => said[index] ?? {},
        )
        const weeks = weeklyFigures(doses, range)
        const counted = said.filter(({ state }) => state !== "excused").length
        expect(weeks.reduce((sum, { figures }) => sum + figures.n, 0)).toBe(counted)
        expect(weeks.at(0)?.fromDate).toBe(range.fromDate)
        expect(weeks.at(-1)?.toDate).toBe(range.toDate)
      }),
      { numRuns: 40 },
    )
  })
})

describe("times of day", () => {
  it("lie at most half a day apart", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1439 }), fc.nat({ max: 1439 }), (from, to) => {
        const between = minutesBetween(from, to)
        expect(Math.abs(between)).toBeLessThanOrEqual(DAY_MINUTES / 2)
        expect(timeOf(from + between)).toBe(timeOf(to))
      }),
    )
  })

  it("have a middle that is one of them or lies between", () => {
    expect(delaysOf([5])).toEqual({ lower: 5, median: 5, upper: 5 })
    expect(delaysOf([0, 10])).toMatchObject({ median: 5 })
    expect(wallMinutes(Date.parse("2026-10-25T00:30:00Z") + HOUR_MS, "Europe/Berlin")).toBe(150)
  })
})

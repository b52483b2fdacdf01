import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DOSE_STATES } from "@/db/enums"
import { addDays } from "@/lib/local-date"
import { expandDoses } from "@/lib/regimens/occurrences"
import { DEFAULT_WINDOWS } from "@/lib/regimens/schedule"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { dosesBehind, OPENABLE_FIGURES, type OpenableFigure } from "./behind"
import { type FigureDose, type Figures, figures, isTaken } from "./figures"

const FIRST = "2026-10-20"
const start = Date.parse("2026-10-20T06:00:00Z")

type Dose = FigureDose & { id: string; regimenId: string }

const anyDose = fc.record({
  state: fc.constantFrom(...DOSE_STATES),
  day: fc.nat({ max: 40 }),
  hour: fc.nat({ max: 23 }),
  onTime: fc.boolean(),
  replied: fc.boolean(),
  reminded: fc.boolean(),
  regimenId: fc.constantFrom("a", "b"),
})
const anyDoses = fc.array(anyDose, { maxLength: 60 }).map((given) =>
  given
    .map(({ day, hour, ...dose }, index): Dose => {
      const dueAt = start + day * DAY_MS + hour * HOUR_MS
      const takenAt = isTaken(dose.state) ? dueAt + HOUR_MS : null
      const localDate = addDays(FIRST, day)
      return { ...dose, id: `d${index}`, localDate, dueAt, closesAt: dueAt + 6 * HOUR_MS, takenAt }
    })
    .sort((a, b) => a.dueAt - b.dueAt),
)
const anyRange = fc
  .record({ from: fc.nat({ max: 40 }), length: fc.nat({ max: 40 }), nowDay: fc.nat({ max: 45 }) })
  .map(({ from, length, nowDay }) => ({
    fromDate: addDays(FIRST, from),
    toDate: addDays(FIRST, from + length),
    now: start + nowDay * DAY_MS,
  }))

/** What each figure itself says, as number and out of how many. */
const NUMBERS: Record<OpenableFigure, (f: Figures) => [number, number | null]> = {
  rate: (f) => [f.taken, f.n],
  range: (f) => [Math.round(((f.high ?? 0) - (f.low ?? 0)) * f.n), f.n],
  onTime: (f) => [f.onTime, f.n],
  fullDays: (f) => [f.fullDays, f.dueDays],
  responseRate: (f) => [f.replied, f.reminded],
  reachability: (f) => [f.n, f.n + f.notReminded],
  longestGap: (f) => [f.longestGap.doses, null],
  currentGap: (f) => [f.currentGap.doses, null],
  streak: (f) => [f.streak, f.streak],
  trend: () => [0, null],
}

describe("the doses behind a figure", () => {
  it.each(OPENABLE_FIGURES.filter((key) => key !== "trend"))("are as many as %s says", (key) => {
    fc.assert(
      fc.property(anyDoses, anyRange, (doses, range) => {
        const { part, whole } = dosesBehind(key, doses, range)
        const [number, outOf] = NUMBERS[key](figures(doses, range))
        expect(part).toBe(number)
        if (outOf !== null) expect(whole).toBe(outOf)
      }),
    )
  })

  it("are closed doses of the range, each once", () => {
    fc.assert(
      fc.property(anyDoses, anyRange, fc.constantFrom(...OPENABLE_FIGURES), (doses, range, key) => {
        const { counted, rest } = dosesBehind(key, doses, range)
        const all = [...counted, ...rest]
        expect(new Set(all).size).toBe(all.length)
        for (const { localDate, closesAt } of all) {
          expect(closesAt).toBeLessThanOrEqual(range.now)
          expect(localDate <= range.toDate).toBe(true)
          if (key !== "trend") expect(localDate >= range.fromDate).toBe(true)
        }
      }),
    )
  })

  it("of regimens add up to those of the patient, where the figure is a sum", () => {
    fc.assert(
      fc.property(
        anyDoses,
        anyRange,
        fc.constantFrom<OpenableFigure>("rate", "range", "onTime", "responseRate", "reachability"),
        (doses, range, key) => {
          const of = (regimenId: string) =>
            dosesBehind(
              key,
              doses.filter((dose) => dose.regimenId === regimenId),
              range,
            )
          const [all, a, b] = [dosesBehind(key, doses, range), of("a"), of("b")]
          expect(a.part + b.part).toBe(all.part)
          expect(a.whole + b.whole).toBe(all.whole)
        },
      ),
    )
  })

  it.each([
    ["Europe/Berlin", "2026-03-29"],
    ["Europe/Berlin", "2026-10-25"],
    ["America/New_York", "2026-03-08"],
    ["America/New_York", "2026-11-01"],
    ["Australia/Lord_Howe", "2026-10-04"],
    ["Australia/Lord_Howe", "2026-04-05"],
  ])("lie on the days of %s, on %s of 23 or 25 hours too", (timeZone, odd) => {
    const slots = ["00:30", "02:30", "23:50"].map((localTime) => ({ localTime, label: "" }))
    const [fromDate, toDate] = [addDays(odd, -2), addDays(odd, 2)]
    const recurrence = { kind: "daily" } as const
    const schedule = { startDate: fromDate, endDate: null, timeZone, slots, recurrence }
    const doses = expandDoses(schedule, addDays(odd, -9), addDays(odd, 9), DEFAULT_WINDOWS).map(
      (dose): FigureDose => ({
        ...dose,
        state: dose.localDate === odd && dose.slot === "23:50" ? "no_response" : "taken_on_time",
        ...{ takenAt: dose.dueAt, onTime: true, replied: true, reminded: true },
      }),
    )
    const range = { fromDate, toDate, now: Date.parse("2027-01-01T00:00Z") }
    expect(figures(doses, range)).toMatchObject({ n: 15, taken: 14, dueDays: 5, fullDays: 4 })
    const { rest, part, whole } = dosesBehind("fullDays", doses, range)
    expect([part, whole]).toEqual([4, 5])
    expect(rest.map(({ localDate }) => localDate)).toEqual([odd, odd, odd])
    const day = { ...range, fromDate: odd, toDate: odd }
    expect(dosesBehind("rate", doses, day).rest).toMatchObject([{ slot: "23:50" }])
  })

  it("stay on their own dates when a patient moves to another zone in between", () => {
    const slots = [{ localTime: "23:50", label: "" }]
    const of = (timeZone: string, startDate: string, endDate: string) =>
      expandDoses(
        { startDate, endDate, timeZone, slots, recurrence: { kind: "daily" } },
        startDate,
        endDate,
        DEFAULT_WINDOWS,
      )
    const doses = [
      ...of("America/New_York", "2026-11-01", "2026-11-05"),
      ...of("Asia/Tokyo", "2026-11-07", "2026-11-10"),
    ].map((dose) => {
      const said = { takenAt: null, onTime: false, replied: false, reminded: true }
      return { ...dose, ...said, state: "no_response" } as FigureDose
    })
    const range = { fromDate: "2026-11-03", toDate: "2026-11-08", now: start + 90 * DAY_MS }
    const { counted } = dosesBehind("longestGap", doses, range)
    expect(counted.map(({ localDate }) => localDate.slice(-2))).toEqual([
      ...["03", "04", "05", "07", "08"],
    ])
    expect(figures(doses, range)).toMatchObject({ n: 5, dueDays: 5, longestGap: { doses: 5 } })
  })

  it("of a trend are the two weeks that it compares", () => {
    const doses = Array.from({ length: 20 }, (_, day): Dose => {
      const dueAt = start + day * DAY_MS
      const times = { dueAt, closesAt: dueAt + HOUR_MS, localDate: addDays(FIRST, day) }
      const state = day < 10 ? "taken_on_time" : "no_response"
      const said = { takenAt: null, onTime: false, replied: false, reminded: true }
      return { id: String(day), regimenId: "a", state, ...times, ...said }
    })
    const toDate = addDays(FIRST, 19)
    const range = { fromDate: toDate, toDate, now: start + 30 * DAY_MS }
    const { counted, rest } = dosesBehind("trend", doses, range)
    expect(counted.map(({ id }) => id)).toEqual(["13", "14", "15", "16", "17", "18", "19"])
    expect(rest.map(({ id }) => id)).toEqual(["6", "7", "8", "9", "10", "11", "12"])
    expect(figures(doses, range).trend).toBe(-57)
  })
})

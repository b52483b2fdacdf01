import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays } from "@/lib/local-date"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { expandDoses } from "./occurrences"
import { closeInTime, type ExpectedDose, type PlacedAhead, replanDoses } from "./replan"
import type { Schedule } from "./schedule"

const ZONE = "Europe/Berlin"
const TODAY = "2026-03-27"
/** 10:00 in Berlin. */
const NOW = Date.parse(`${TODAY}T09:00:00Z`)

function expected(slots: string[], change: Partial<Schedule> = {}): ExpectedDose[] {
  const schedule: Schedule = {
    startDate: "2026-01-01",
    endDate: null,
    timeZone: ZONE,
    slots: slots.map((localTime) => ({ localTime, label: "" })),
    recurrence: { kind: "daily" },
    ...change,
  }
  const { timeZone } = schedule
  return expandDoses(schedule, addDays(TODAY, -1), addDays(TODAY, 5)).map(
    ({ label: _, ...dose }) => ({ ...dose, timeZone }),
  )
}

let made = 0
const placed = (dose: ExpectedDose, change: Partial<PlacedAhead> = {}): PlacedAhead => {
  made += 1
  return { ...dose, id: `d${made}`, isTouched: false, isHidden: false, cancelledBy: [], ...change }
}

/** The doses as the plan leaves them. */
function apply(existing: readonly PlacedAhead[], wanted: readonly ExpectedDose[]): PlacedAhead[] {
  const plan = replanDoses(existing, wanted, NOW)
  const times = new Map(plan.update.map(({ id, times: next }) => [id, next]))
  const voided = new Set(plan.revive.map(({ eventId }) => eventId))
  const kept = existing.map((dose): PlacedAhead => {
    const by = dose.cancelledBy.filter((id) => !voided.has(id))
    const cancelledBy = plan.cancel.includes(dose.id) ? [...by, `c${dose.id}`] : by
    const isHidden = cancelledBy.length > 0
    return { ...dose, ...times.get(dose.id), cancelledBy, isHidden }
  })
  const added = plan.insert.map(({ isCancelled, ...dose }) =>
    placed(dose, { isHidden: isCancelled, cancelledBy: isCancelled ? ["written down"] : [] }),
  )
  return [...kept, ...added]
}

const nothing = { insert: [], update: [], cancel: [], revive: [] }
const keysOf = (doses: readonly ExpectedDose[]) =>
  doses.map(({ localDate, slot }) => `${localDate} ${slot}`).sort()
const shown = (doses: readonly ExpectedDose[]) =>
  doses
    .filter((dose) => dose.dueAt > NOW)
    .map(({ localDate, slot, dueAt, closesAt, onTimeUntil, opensAt, timeZone }) =>
      [localDate, slot, dueAt, opensAt, onTimeUntil, closesAt, timeZone].join(" "),
    )
    .sort()
const standing = (doses: readonly PlacedAhead[]) =>
  doses.filter(({ cancelledBy }) => cancelledBy.length === 0)

describe("replanDoses", () => {
  const existing = () => expected(["08:00", "20:00"]).map((dose) => placed(dose))

  it("changes nothing where nothing changed", () => {
    expect(replanDoses(existing(), expected(["08:00", "20:00"]), NOW)).toEqual(nothing)
  })

  it("cancels what is no longer expected from now on, and only that", () => {
    const doses = existing()
    const { cancel, insert } = replanDoses(doses, expected(["08:00"]), NOW)
    const gone = doses.filter(({ slot, dueAt }) => slot === "20:00" && dueAt > NOW)
    expect(cancel).toEqual(gone.map(({ id }) => id))
    expect(insert).toEqual([])
  })

  it("adds a time between two and closes the one before it in time", () => {
    const doses = existing()
    const { insert, update } = replanDoses(doses, expected(["08:00", "12:00", "20:00"]), NOW)
    expect(insert).toHaveLength(6)
    const morning = doses.find(({ slot, dueAt }) => slot === "08:00" && dueAt > NOW)
    const moved = update.find(({ id }) => id === morning?.id)
    expect(moved?.times.closesAt).toBe(morning!.dueAt + 3.5 * HOUR_MS)
    expect(update).toHaveLength(5)
  })

  it("brings back what an earlier change cancelled", () => {
    const without = apply(existing(), expected(["08:00"]))
    const plan = replanDoses(without, expected(["08:00", "20:00"]), NOW)
    expect(plan.revive).toHaveLength(6)
    expect(plan.insert).toEqual([])
    expect(shown(standing(apply(without, expected(["08:00", "20:00"]))))).toEqual(
      shown(expected(["08:00", "20:00"])),
    )
  })

  it("does not ask for a dose twice within the hour of one that was asked about", () => {
    const doses = expected(["09:45"]).map((dose) => placed(dose, { isTouched: dose.dueAt <= NOW }))
    const { insert } = replanDoses(doses, expected(["10:30"]), NOW)
    expect(insert.map(({ isCancelled }) => isCancelled)).toEqual([true, ...Array(5).fill(false)])
    expect(replanDoses(doses, expected(["11:30"]), NOW).insert.at(0)?.isCancelled).toBe(false)
  })

  it("leaves a dose that a change of zone left where it was", () => {
    const doses = expected(["12:00"]).map((dose) => placed(dose))
    const inTokyo = expected(["12:00"], { timeZone: "Asia/Tokyo" })
    const today = doses.find(({ localDate }) => localDate === TODAY)
    const plan = replanDoses(doses, inTokyo, NOW)
    expect(plan.cancel).toEqual([])
    expect(plan.update.map(({ id }) => id)).not.toContain(today?.id)
  })
})

const times = fc.uniqueArray(
  fc
    .tuple(fc.nat({ max: 23 }), fc.constantFrom("00", "15", "30", "45"))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${minute}`),
  { minLength: 1, maxLength: 4 },
)
const schedules = fc.record({
  slots: times,
  endDate: fc.option(fc.nat({ max: 6 }).map((days) => addDays(TODAY, days))),
  recurrence: fc.constantFrom<Schedule["recurrence"]>(
    { kind: "daily" },
    { kind: "weekdays", days: [1, 6, 7] },
    { kind: "every", days: 2 },
    { kind: "cycle", on: 2, off: 1 },
  ),
  timeZone: fc.constantFrom(ZONE, "Asia/Tokyo", "America/New_York"),
})
const plans = schedules.map(({ slots, ...rest }) => closeInTime(expected(slots, rest)))

describe("replanning, whatever was and will be expected", () => {
  it("never touches what is past, asked about or spoken of", () => {
    const touched = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(plans, plans, touched, (before, after, marks) => {
        const doses = before.map((dose, n) => placed(dose, { isTouched: marks[n] ?? false }))
        const fixed = doses.filter(({ isTouched, dueAt }) => isTouched || dueAt <= NOW)
        const { update, cancel, revive, insert } = replanDoses(doses, after, NOW)
        const changed = [
          ...update.map(({ id }) => id),
          ...cancel,
          ...revive.map(({ doseId }) => doseId),
        ]
        expect(changed.filter((id) => fixed.some((dose) => dose.id === id))).toEqual([])
        for (const dose of insert) expect(dose.dueAt).toBeGreaterThan(NOW)
        const there = new Set(keysOf(doses))
        expect(keysOf(insert).filter((key) => there.has(key))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it("changes nothing the second time", () => {
    const touched = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(plans, plans, touched, (before, after, marks) => {
        const doses = before.map((dose, n) => placed(dose, { isTouched: marks[n] ?? false }))
        expect(replanDoses(apply(doses, after), after, NOW)).toEqual(nothing)
      }),
      { numRuns: 60 },
    )
  })

  it("gives what a fresh expansion gives, from now on, over any chain of changes", () => {
    fc.assert(
      fc.property(fc.array(plans, { minLength: 1, maxLength: 4 }), (chain) => {
        // Everything is still to come, so that nothing is in the way.
        const ahead = chain.map((doses) =>
          doses.filter(({ dueAt }) => dueAt > NOW + 61 * MINUTE_MS),
        )
        const left = ahead.reduce<PlacedAhead[]>((doses, wanted) => apply(doses, wanted), [])
        expect(shown(standing(left))).toEqual(shown(closeInTime(ahead.at(-1) ?? [])))
      }),
      { numRuns: 60 },
    )
  })
})

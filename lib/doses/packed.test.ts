import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DOSE_EVENT_KINDS, DOSE_STATES } from "@/db/enums"
import type { TimelineDose } from "@/lib/patients/timeline"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import {
  type PackedDose,
  type PackedDoses,
  REMINDED,
  REPLIED,
  stateAt,
  takenFlags,
  unpackDoses,
} from "./packed"
import { type DoseFact, reduceDose } from "./reduce"

const due = Date.parse("2026-10-25T00:30:00Z")
const times = {
  dueAt: due,
  opensAt: due - HOUR_MS,
  onTimeUntil: due + 2 * HOUR_MS,
  closesAt: due + 6 * HOUR_MS,
}

type DoseToPack = Omit<TimelineDose, "onTime" | "outsideWindow">

/** Each dose with a plan of its own, which the queries share among like ones. */
function packedOf(given: readonly DoseToPack[]): PackedDoses {
  return {
    plans: given.map((dose) => {
      const after = (at: number) => at - dose.dueAt
      const { regimenId, medication, doseText, slot, zone, opensAt, onTimeUntil, closesAt } = dose
      const windows = [after(opensAt), after(onTimeUntil), after(closesAt)] as const
      return [regimenId, medication, doseText, slot, zone, ...windows]
    }),
    doses: given.map((dose, index): PackedDose => {
      const flags = (dose.reminded ? REMINDED : 0) + (dose.replied ? REPLIED : 0)
      const state = DOSE_STATES.indexOf(dose.state)
      const packed: PackedDose = [dose.id, index, dose.localDate, dose.dueAt, state, flags]
      if (dose.takenAt !== null) packed.push(dose.takenAt - dose.dueAt)
      return packed
    }),
  }
}

const anyDose = fc.record<DoseToPack>({
  id: fc.uuid(),
  regimenId: fc.constantFrom("a", "b"),
  medication: fc.string(),
  doseText: fc.string(),
  localDate: fc.constantFrom("2026-10-24", "2026-10-25"),
  slot: fc.constantFrom("00:30", "23:50"),
  zone: fc.constantFrom("Europe/Berlin", "Asia/Kathmandu"),
  dueAt: fc.integer({ min: due, max: due + 400 * 24 * HOUR_MS }),
  opensAt: fc.integer({ min: due - HOUR_MS, max: due }),
  onTimeUntil: fc.integer({ min: due, max: due + HOUR_MS }),
  closesAt: fc.integer({ min: due, max: due + 9 * HOUR_MS }),
  state: fc.constantFrom(...DOSE_STATES),
  takenAt: fc.option(fc.integer({ min: due - HOUR_MS, max: due + 20 * HOUR_MS })),
  reminded: fc.boolean(),
  replied: fc.boolean(),
})

describe("packed doses", () => {
  it("come out as they went in, over the wire", () => {
    fc.assert(
      fc.property(fc.array(anyDose), (given) => {
        const sent = JSON.parse(JSON.stringify(packedOf(given)))
        expect(unpackDoses(sent)).toMatchObject(given)
      }),
    )
  })
})

const anyEvents = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...DOSE_EVENT_KINDS),
      source: fc.constantFrom("patient" as const, "staff" as const, "system" as const),
      minutes: fc.integer({ min: -120, max: 600 }),
    }),
    { maxLength: 5 },
  )
  .map((given) =>
    given.map(({ kind, source, minutes }, index): DoseFact => {
      const at = due + minutes * MINUTE_MS
      return { id: `e${index}`, kind, source, at, recordedAt: at }
    }),
  )

describe("a state that was cached earlier", () => {
  it("is by the clock what the events give now", () => {
    fc.assert(
      fc.property(anyEvents, fc.nat({ max: 800 }), fc.nat({ max: 800 }), (events, one, other) => {
        const [then, now] = [one, other].sort((a, b) => a - b).map((m) => due + m * MINUTE_MS)
        const cached = reduceDose(times, events, then ?? due)
        const fresh = reduceDose(times, events, now ?? due)
        const { closesAt } = times
        const { reminded } = cached
        expect(stateAt(cached.state, { closesAt, reminded }, now ?? due)).toBe(fresh.state)
        expect(takenFlags(times, cached.takenAt)).toEqual({
          onTime: fresh.onTime,
          outsideWindow: fresh.outsideWindow,
        })
      }),
    )
  })
})

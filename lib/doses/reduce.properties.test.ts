import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { DOSE_EVENT_KINDS, DOSE_EVENT_SOURCES } from "@/db/enums"
import { type DoseFact, liveFacts, reduceDose } from "@/lib/doses/reduce"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

const due = Date.parse("2026-11-03T08:00:00Z")
const dose = {
  dueAt: due,
  opensAt: due - HOUR_MS,
  onTimeUntil: due + 2 * HOUR_MS,
  closesAt: due + 6 * HOUR_MS,
}
const closed = due + 7 * HOUR_MS

/** Minutes after due; recorded when said unless told otherwise. */
function fact(
  id: string,
  source: DoseFact["source"],
  kind: DoseFact["kind"],
  minutes: number,
  rest: Partial<DoseFact> = {},
): DoseFact {
  const at = due + minutes * MINUTE_MS
  return { id, kind, source, at, recordedAt: at, ...rest }
}

const facts = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...DOSE_EVENT_KINDS),
      source: fc.constantFrom(...DOSE_EVENT_SOURCES),
      minutes: fc.integer({ min: -3, max: 8 }).map((step) => step * 60),
      recorded: fc.nat({ max: 3 }),
      voids: fc.option(fc.nat({ max: 7 })),
    }),
    { maxLength: 8 },
  )
  .map((given) =>
    given.map(({ kind, source, minutes, recorded, voids }, index) =>
      fact(`e${index}`, source, kind, minutes, {
        recordedAt: due + recorded,
        voids: kind === "voided" && voids !== null ? `e${voids}` : null,
      }),
    ),
  )
const shuffled = facts.chain((events) =>
  fc.tuple(
    fc.constant(events),
    fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
  ),
)

describe("reduceDose, for any events", () => {
  it("does not depend on the order of arrival, nor on an event delivered twice", () => {
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        const expected = reduceDose(dose, events, closed)
        expect(reduceDose(dose, other, closed)).toEqual(expected)
        expect(reduceDose(dose, [...other, ...events], closed)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it("rests on events that stand, and is on time only when taken", () => {
    fc.assert(
      fc.property(facts, (events) => {
        const result = reduceDose(dose, events, closed)
        const live = liveFacts(events).map((event) => event.id)
        expect(live).toEqual(expect.arrayContaining(result.deciding))
        if (result.onTime) expect(["taken_on_time", "taken_confirmed"]).toContain(result.state)
        if (result.state === "taken_late") expect(result.onTime).toBe(false)
        expect(["scheduled", "pending"]).not.toContain(result.state)
      }),
      { numRuns: 500 },
    )
  })

  it("voiding a new event restores what was before it", () => {
    fc.assert(
      fc.property(facts, fc.constantFrom("taken", "not_taken", "excused"), (events, kind) => {
        const added = fact("x", "staff", kind, 900)
        const voided = fact("y", "staff", "voided", 901, { voids: "x" })
        expect(reduceDose(dose, [...events, added, voided], closed)).toEqual(
          reduceDose(dose, events, closed),
        )
      }),
    )
  })
})

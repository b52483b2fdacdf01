import { describe, expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import type { TimelineDose } from "@/lib/patients/timeline"
import { HOUR_MS } from "@/lib/time"
import { goneFrom, previewCorrection } from "./correction-preview"

const NOW = Date.UTC(2026, 10, 5, 12)
const dose = (id: string, state: DoseState, opensAt = NOW - 4 * HOUR_MS) =>
  ({ id, state, opensAt }) as TimelineDose
const idsOf = (doses: readonly TimelineDose[]) => doses.map(({ id }) => id)

describe("previewCorrection", () => {
  const chosen = [
    dose("a", "no_response"),
    dose("b", "not_taken"),
    dose("c", "no_response"),
    dose("d", "taken_late"),
    dose("e", "excused"),
    dose("f", "scheduled", NOW + HOUR_MS),
    dose("g", "scheduled", NOW - HOUR_MS),
  ]

  it("tells from which states to which, and names what it leaves and why", () => {
    const taken = previewCorrection(chosen, "taken", NOW)
    expect(idsOf(taken.applies)).toEqual(["a", "b", "c", "g"])
    expect(taken.changes.map(({ from, to, doses }) => [from, to, doses.length])).toEqual([
      ["no_response", "taken_confirmed", 2],
      ["not_taken", "taken_confirmed", 1],
      ["scheduled", "taken_confirmed", 1],
    ])
    expect(taken.stays.map(({ why, doses }) => [why, ...idsOf(doses)])).toEqual([
      ["already", "d"],
      ["excused", "e"],
      ["to_come", "f"],
    ])
  })

  it("names those that went while the form was open, and none that came", () => {
    const [first, second, ...rest] = chosen
    const now = [...rest, dose("new", "scheduled")]
    expect(goneFrom(chosen, now)).toEqual([first, second])
    expect(goneFrom(chosen, chosen)).toEqual([])
    expect(goneFrom(chosen, [])).toEqual(chosen)
  })

  it("excuses what lies ahead, and nothing that was taken", () => {
    const excused = previewCorrection(chosen, "excused", NOW)
    expect(idsOf(excused.applies)).toEqual(["a", "b", "c", "f", "g"])
    expect(excused.stays.map(({ why }) => why)).toEqual(["taken", "already"])
  })
})

import { describe, expect, it } from "vitest"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { type EvidenceDose, type EvidenceFacts, evidenceOf } from "./evidence"

const NOW = Date.parse("2026-11-20T12:00:00Z")
const TODAY = "2026-11-20"

const day = (back: number) => new Date(NOW - back * DAY_MS).toISOString().slice(0, 10)

function dose(back: number, state: EvidenceDose["state"]): EvidenceDose {
  const dueAt = NOW - back * DAY_MS - 8 * HOUR_MS
  return {
    ...{ id: `${back}`, localDate: day(back), state, dueAt, closesAt: dueAt + 6 * HOUR_MS },
    ...{ takenAt: null, onTime: false, replied: false, reminded: true },
  }
}

const facts = (doses: EvidenceDose[], more: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
  ...{ doses, silent: [], twice: [], safety: [], questions: [], failedSends: [] },
  ...{ today: TODAY, now: NOW, ...more },
})

describe("evidenceOf", () => {
  const doses = [
    ...[dose(10, "no_response"), dose(9, "taken_on_time"), dose(6, "no_response")],
    ...[dose(5, "taken_late"), dose(4, "not_taken"), dose(3, "excused"), dose(2, "no_response")],
    ...[dose(1, "conflicting"), dose(0, "pending")],
  ]

  it("finds a gap's doses since the last take, what cannot be assessed left out", () => {
    const pending = doses.with(-1, { ...dose(0, "pending"), closesAt: NOW + 1 })
    expect(evidenceOf("gap", facts(pending))).toEqual({
      ...{ doseIds: ["4", "2", "1"], fromDate: day(4), toDate: day(1) },
    })
  })

  it("shows a low week whole, and a drop with the week before", () => {
    const missed = ["6", "4", "2", "1"]
    expect(evidenceOf("low_week", facts(doses))).toEqual({
      ...{ doseIds: missed, fromDate: day(6), toDate: TODAY },
    })
    expect(evidenceOf("drop", facts(doses))).toEqual({
      ...{ doseIds: missed, fromDate: day(13), toDate: TODAY },
    })
  })

  it("names the doses that were refused, silent or said twice", () => {
    expect(evidenceOf("not_taken", facts(doses))).toEqual({
      ...{ doseIds: ["4"], fromDate: day(4), toDate: day(4) },
    })
    const silent = facts(doses, { silent: doses.slice(-3, -1) })
    expect(evidenceOf("gone_silent", silent).doseIds).toEqual(["2", "1"])
    const twice = facts(doses, { twice: [{ id: "5", localDate: day(5) }] })
    expect(evidenceOf("double_dose", twice)).toEqual({
      ...{ doseIds: ["5"], fromDate: day(5), toDate: day(5) },
    })
  })

  it("takes the days of what was written or sent, and none where nothing was", () => {
    const heard = [
      { localDate: day(1), doseIds: ["1"] },
      { localDate: day(2), doseIds: ["1", "2"] },
    ]
    expect(evidenceOf("safety", facts(doses, { safety: heard }))).toEqual({
      ...{ doseIds: ["1", "2"], fromDate: day(2), toDate: day(1) },
    })
    expect(evidenceOf("unanswered_question", facts(doses, { questions: heard })).toDate).toBe(
      day(1),
    )
    expect(evidenceOf("unreachable", facts(doses))).toEqual({
      ...{ doseIds: [], fromDate: null, toDate: null },
    })
  })
})

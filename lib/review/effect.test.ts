import { describe, expect, it } from "vitest"
import type { DoseFact } from "@/lib/doses/reduce"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { type CalendarDose, effectOfEvents, effectOfGiving, effectRows, isChanged } from "./effect"

const EIGHT = Date.UTC(2026, 10, 3, 8)
const NOW = EIGHT + 10 * HOUR_MS
const reply = { id: "r1", intent: "taken", eventAt: EIGHT + HOUR_MS, receivedAt: NOW } as const

function dose(id: string, hours: number, events: DoseFact[] = []): CalendarDose {
  const dueAt = EIGHT + hours * HOUR_MS
  const day = new Date(dueAt).toISOString()
  return {
    ...{ id, medication: "Metformin", localDate: day.slice(0, 10), slot: day.slice(11, 16) },
    ...{ dueAt, opensAt: dueAt - HOUR_MS, onTimeUntil: dueAt + 2 * HOUR_MS },
    closesAt: dueAt + 6 * HOUR_MS,
    events: [fact(`${id} asked`, "reminded", dueAt), ...events],
  }
}

function fact(
  id: string,
  kind: DoseFact["kind"],
  at: number,
  more: Partial<DoseFact> = {},
): DoseFact {
  return { id, kind, source: "system", at, recordedAt: at, ...more }
}

const own = fact("said", "taken", EIGHT + HOUR_MS, { source: "patient", replyId: "r1" })
const to = (doseIds: string[], meaning: "taken" | "not_taken" = "taken") => ({ doseIds, meaning })

describe("the effect of giving a reply to doses", () => {
  it("states the chosen doses and leaves the others", () => {
    const effects = effectOfGiving(reply, to(["a"]), [dose("a", 0), dose("b", -24)], NOW)
    expect(effects.map(({ before, after }) => [before, after])).toEqual([
      ["no_response", "taken_confirmed"],
      ["no_response", "no_response"],
    ])
  })

  it("takes back what the reply stated about the doses that it leaves", () => {
    const [left, chosen] = effectOfGiving(
      reply,
      to(["b"], "not_taken"),
      [dose("a", 0, [own]), dose("b", 2)],
      NOW,
    )
    expect(left).toMatchObject({ before: "taken_on_time", after: "no_response" })
    expect(chosen).toMatchObject({ before: "no_response", after: "not_taken" })
  })

  it("shows what taking the reply away from a patient leaves", () => {
    const effects = effectOfGiving(reply, to([]), [dose("a", 0, [own]), dose("b", -24)], NOW)
    expect(effects.filter(isChanged)).toEqual([
      {
        ...{ doseId: "a", medication: "Metformin", localDate: "2026-11-03", slot: "08:00" },
        ...{ before: "taken_on_time", after: "no_response" },
      },
    ])
  })

  it("leaves an excused dose excused", () => {
    const excused = fact("off", "excused", EIGHT, { source: "staff" })
    const [one] = effectOfGiving(reply, to(["a"]), [dose("a", 0, [excused])], NOW)
    expect(one).toMatchObject({ before: "excused", after: "excused" })
  })

  it("tells what the events of a decision have changed", () => {
    const word = fact("word", "taken", NOW - MINUTE_MS, { source: "staff", replyId: "r1" })
    expect(effectOfEvents(["word"], [dose("a", 0, [word])], NOW)).toMatchObject([
      { before: "no_response", after: "taken_confirmed" },
    ])
  })
})

describe("the rows of an effect", () => {
  it("are the slots of the seven days around the chosen one", () => {
    const doses = [dose("a", 0), dose("b", 12), dose("c", -24), dose("d", -5 * 24)]
    const { days, rows } = effectRows(effectOfGiving(reply, to(["a"]), doses, NOW), "2026-11-03")
    expect([days.at(0), days.at(-1), days.length]).toEqual(["2026-10-31", "2026-11-06", 7])
    expect(rows.map(({ slot, cells }) => [slot, cells.length])).toEqual([
      ["08:00", 2],
      ["20:00", 1],
    ])
  })
})

import { describe, expect, it } from "vitest"
import { contradictsStanding, type DoseFact, liveFacts, reduceDose } from "@/lib/doses/reduce"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

const due = Date.parse("2026-11-03T08:00:00Z")
const dose = {
  dueAt: due,
  opensAt: due - HOUR_MS,
  onTimeUntil: due + 2 * HOUR_MS,
  closesAt: due + 6 * HOUR_MS,
}
const open = due + HOUR_MS
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
const reminded = fact("reminded", "system", "reminded", 0)
const stateOf = (events: DoseFact[], now = closed) => reduceDose(dose, events, now).state

describe("reduceDose, by the clock", () => {
  it("is scheduled until a message was accepted, then pending", () => {
    expect(stateOf([], due - HOUR_MS)).toBe("scheduled")
    expect(stateOf([], open)).toBe("scheduled")
    expect(stateOf([reminded], open)).toBe("pending")
  })

  it("is no response after a reminder, not reminded without one", () => {
    expect(reduceDose(dose, [reminded], dose.closesAt)).toMatchObject({
      state: "no_response",
      reminded: true,
      deciding: ["reminded"],
    })
    expect(reduceDose(dose, [fact("n", "system", "not_reminded", 0)], closed)).toMatchObject({
      state: "not_reminded",
      reminded: false,
      deciding: ["n"],
    })
    expect(stateOf([])).toBe("not_reminded")
  })

  it("does not blame silence on a reminder that came after the window", () => {
    expect(stateOf([fact("late", "system", "reminded", 400)])).toBe("not_reminded")
  })
})

describe("reduceDose, by the patient", () => {
  it.each([
    [12, "taken_on_time", true, false],
    [120, "taken_on_time", true, false],
    [121, "taken_late", false, false],
    [360, "taken_late", false, false],
    [361, "taken_late", false, true],
    [-61, "taken_on_time", true, true],
  ] as const)("a 1 at %i minutes is %s", (minutes, state, onTime, outsideWindow) => {
    const events = [reminded, fact("one", "patient", "taken", minutes)]
    expect(reduceDose(dose, events, closed)).toEqual({
      state,
      takenAt: due + minutes * MINUTE_MS,
      onTime,
      outsideWindow,
      contradictory: false,
      reminded: true,
      deciding: ["one"],
    })
  })

  it("counts a second 1 for nothing", () => {
    const twice = [fact("a", "patient", "taken", 12), fact("b", "patient", "taken", 200)]
    expect(reduceDose(dose, twice, closed)).toMatchObject({
      state: "taken_on_time",
      deciding: ["a"],
    })
  })

  it("no, then 1: taken at the 1", () => {
    const events = [fact("no", "patient", "not_taken", 12), fact("one", "patient", "taken", 60)]
    expect(reduceDose(dose, events, closed)).toMatchObject({
      state: "taken_on_time",
      takenAt: due + HOUR_MS,
      contradictory: false,
      deciding: ["one"],
    })
  })

  it("1, then no: conflicting until a person decides", () => {
    const events = [fact("one", "patient", "taken", 12), fact("no", "patient", "not_taken", 60)]
    expect(reduceDose(dose, events, closed)).toMatchObject({
      state: "conflicting",
      takenAt: null,
      onTime: false,
      contradictory: true,
      deciding: ["one", "no"],
    })
    const decided = [...events, fact("staff", "staff", "not_taken", 90)]
    expect(reduceDose(dose, decided, closed)).toMatchObject({
      state: "not_taken",
      contradictory: true,
      deciding: ["staff"],
    })
  })

  it("a no sent 08:12 and delivered after the 1 sent 09:00: taken", () => {
    const events = [
      fact("one", "patient", "taken", 60),
      fact("no", "patient", "not_taken", 12, { recordedAt: due + 70 * MINUTE_MS }),
    ]
    expect(stateOf(events)).toBe("taken_on_time")
  })

  it("is not taken at a no, window open or not", () => {
    expect(stateOf([reminded, fact("no", "patient", "not_taken", 12)], open)).toBe("not_taken")
  })
})

describe("reduceDose, by staff", () => {
  it("outranks the patient, whoever spoke last", () => {
    const events = [fact("s", "staff", "taken", 30), fact("no", "patient", "not_taken", 60)]
    expect(stateOf(events)).toBe("taken_confirmed")
  })

  it("is on time only if a time was given", () => {
    expect(reduceDose(dose, [fact("s", "staff", "taken", 30)], closed)).toMatchObject({
      state: "taken_confirmed",
      takenAt: null,
      onTime: false,
    })
    const timed = fact("s", "staff", "taken", 900, { takenAt: due + 5 * MINUTE_MS })
    expect(reduceDose(dose, [timed], closed)).toMatchObject({
      takenAt: due + 5 * MINUTE_MS,
      onTime: true,
    })
  })

  it("lets staff's latest word win", () => {
    const events = [fact("a", "staff", "taken", 30), fact("b", "staff", "not_taken", 40)]
    expect(stateOf(events)).toBe("not_taken")
  })

  it("excuses, and shows what was there once that is voided", () => {
    const taken = fact("one", "patient", "taken", 12)
    const excused = fact("ex", "staff", "excused", 600)
    const voided = fact("v1", "staff", "voided", 700, { voids: "ex" })
    expect(stateOf([taken, excused])).toBe("excused")
    expect(stateOf([taken, excused, voided])).toBe("taken_on_time")
    const again = fact("v2", "staff", "voided", 800, { voids: "v1" })
    expect(stateOf([taken, excused, voided, again])).toBe("excused")
  })

  it("cancels before it is due and never after", () => {
    expect(stateOf([fact("c", "system", "cancelled", -600)])).toBe("cancelled")
    expect(stateOf([reminded, fact("c", "system", "cancelled", 10)])).toBe("no_response")
  })

  it("cannot be taken back by a patient or the system", () => {
    const events = [
      fact("s", "staff", "taken", 30),
      fact("v", "system", "voided", 40, { voids: "s" }),
    ]
    expect(stateOf(events)).toBe("taken_confirmed")
  })

  it("survives events that void one another", () => {
    const circle = [
      fact("a", "staff", "voided", 1, { voids: "b" }),
      fact("b", "staff", "voided", 2, { voids: "a" }),
      fact("self", "staff", "voided", 3, { voids: "self" }),
    ]
    expect(liveFacts(circle)).toEqual([])
    expect(stateOf([reminded, ...circle])).toBe("no_response")
  })
})

describe("contradictsStanding", () => {
  const one = fact("one", "patient", "taken", 60)
  const no = fact("no", "patient", "not_taken", 60)
  const say = (kind: "taken" | "not_taken", minutes: number) => ({
    kind,
    at: due + minutes * MINUTE_MS,
  })

  it.each([
    ["a no after a 1", say("not_taken", 70), [one], true],
    ["a no before a 1", say("not_taken", 12), [one], false],
    ["a 1 after a no", say("taken", 70), [no], false],
    ["a 1 from before a no that came first", say("taken", 12), [no], true],
    ["a no after staff's taken", say("not_taken", 70), [fact("s", "staff", "taken", 60)], true],
    ["a 1 after staff's taken", say("taken", 70), [fact("s", "staff", "taken", 60)], false],
    [
      "a no after a voided 1",
      say("not_taken", 70),
      [one, fact("v", "staff", "voided", 65, { voids: "one" })],
      false,
    ],
  ])("%s", (_, statement, events, expected) => {
    expect(contradictsStanding(statement, events)).toBe(expected)
  })
})

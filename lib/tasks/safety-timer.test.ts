import { describe, expect, it } from "vitest"
import { DAY_MS, MINUTE_MS } from "@/lib/time"
import { byUrgency, lengthOf, type SafetyFacts, safetyPhase, timerOf } from "./safety-timer"

const targets = { emergencyMinutes: 15, urgentMinutes: 60 }
const opened = Date.parse("2026-11-03T08:00:00Z")
const at = (minutes: number) => opened + minutes * MINUTE_MS
const task = (change: Partial<SafetyFacts> = {}): SafetyFacts => ({
  ...{ level: "emergency", state: "open", openedAt: opened, acknowledgedAt: null },
  ...change,
})
const taken = task({ state: "acknowledged", acknowledgedAt: at(5) })

describe("a safety task", () => {
  it.each([
    ["an emergency", task(), 14, "waiting"],
    ["an emergency at its target", task(), 15, "escalated"],
    ["an urgent one", task({ level: "urgent" }), 59, "waiting"],
    ["an urgent one at its target", task({ level: "urgent" }), 60, "escalated"],
    ["one from before levels were kept", task({ level: null }), 15, "escalated"],
    ["one that somebody took", taken, 90, "taken"],
    ["one that somebody took too late", { ...taken, acknowledgedAt: at(30) }, 31, "taken"],
    ["one that somebody has had for a day", taken, 5 + 24 * 60, "overdue"],
    ["a closed one", task({ state: "closed" }), 600, "closed"],
  ] as const)("%s stands as it should", (_, each, minutes, phase) => {
    expect(safetyPhase(each, targets, at(minutes))).toBe(phase)
  })

  it("follows the organization's own targets", () => {
    const slow = { emergencyMinutes: 30, urgentMinutes: 120 }
    expect(safetyPhase(task(), slow, at(29))).toBe("waiting")
    expect(safetyPhase(task(), slow, at(30))).toBe("escalated")
  })

  it("says how long nobody has taken it, and how long is left", () => {
    const minutes = (n: number) => ({ unit: "minutes", n })
    const escalated = { says: "escalated", length: minutes(22) }
    expect(timerOf(task(), targets, at(22))).toEqual(escalated)
    expect(timerOf(task(), targets, at(3))).toEqual({ says: "waiting", length: minutes(12) })
    expect(timerOf(taken, targets, at(5) + 2 * DAY_MS)).toEqual({
      ...{ says: "overdue", length: { unit: "days", n: 2 } },
    })
    expect(timerOf(taken, targets, at(20))).toBeNull()
    expect([0, 59, 60, 185, 1_440].map((n) => lengthOf(n * MINUTE_MS))).toEqual([
      ...[minutes(0), minutes(59), { unit: "hours", n: 1, minutes: 0 }],
      ...[
        { unit: "hours", n: 3, minutes: 5 },
        { unit: "days", n: 1 },
      ],
    ])
  })

  it("stands before others the longer nobody has taken it", () => {
    const late = task({ openedAt: at(-30) })
    const urgent = task({ level: "urgent", openedAt: at(-10) })
    const overdue = { ...taken, acknowledgedAt: at(-2_000) }
    const order = byUrgency([taken, overdue, urgent, task(), late], targets, at(10))
    expect(order).toEqual([late, task(), urgent, overdue, taken])
  })
})

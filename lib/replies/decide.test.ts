import { describe, expect, it } from "vitest"
import { INTENTS } from "@/db/enums"
import { type DoseFact, reduceDose } from "@/lib/doses/reduce"
import { decideEffect, type ReplyReading } from "@/lib/replies/decide"
import type { MatchDecision } from "@/lib/replies/match"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

const eight = Date.parse("2026-11-03T08:00:00Z")
const at = (minutes: number) => eight + minutes * MINUTE_MS

const byId: MatchDecision = { kind: "matched", rule: "message_id", messageId: "m", flags: [] }
const byWindow: MatchDecision = { ...byId, rule: "open_window" }
const late: MatchDecision = {
  kind: "review",
  reason: "late_reply",
  rule: "late_window",
  messageId: "m",
  flags: [],
}
const unmatched: MatchDecision = {
  kind: "unmatched",
  reason: "no_reminder",
  messageId: null,
  flags: [],
}
const foreign: MatchDecision = {
  kind: "quarantined",
  reason: "other_patients_message",
  messageId: "bob's",
  flags: [],
}

const reading = (change: Partial<ReplyReading> = {}): ReplyReading => ({
  intent: "taken",
  confidence: "high",
  safety: false,
  at: at(12),
  ...change,
})
const said = (kind: "taken" | "not_taken", minutes: number, recorded = minutes): DoseFact => ({
  id: `${kind} ${minutes}`,
  kind,
  source: "patient",
  at: at(minutes),
  recordedAt: at(recorded),
})

describe("decideEffect", () => {
  it("applies taken and not taken to the message's doses", () => {
    expect(decideEffect(reading(), byId, [[]])).toEqual({
      state: "applied",
      reason: null,
      effect: "taken",
      rule: "message_id",
      messageId: "m",
      flags: [],
    })
    expect(decideEffect(reading({ intent: "not_taken" }), byWindow, [[]])).toMatchObject({
      state: "applied",
      effect: "not_taken",
      rule: "open_window",
    })
  })

  it("applies a repetition, which changes nothing", () => {
    const facts = [said("taken", 12), said("taken", 13)]
    expect(decideEffect(reading({ at: at(13) }), byId, [facts.slice(0, 1)])).toMatchObject({
      state: "applied",
    })
    expect(stateAfter(facts)).toBe("taken_on_time")
  })

  it("no, then 1: applied", () => {
    const decision = decideEffect(reading({ at: at(60) }), byId, [[said("not_taken", 12)]])
    expect(decision).toMatchObject({ state: "applied", effect: "taken" })
  })

  it("1, then no: review as a contradiction, and recorded, so that the dose is conflicting", () => {
    const no = reading({ intent: "not_taken", at: at(60) })
    expect(decideEffect(no, byId, [[], [said("taken", 12)]])).toMatchObject({
      state: "review",
      reason: "contradiction",
      effect: "not_taken",
    })
    expect(stateAfter([said("taken", 12), said("not_taken", 60)])).toBe("conflicting")
  })

  it("a no sent 08:12 and delivered after the 1 sent 09:00: applied, and the dose stays taken", () => {
    const no = reading({ intent: "not_taken", at: at(12) })
    expect(decideEffect(no, byId, [[said("taken", 60)]])).toMatchObject({ state: "applied" })
    expect(stateAfter([said("taken", 60), said("not_taken", 12, 70)])).toBe("taken_on_time")
  })

  it.each([
    ["an id match", byId, "applied"],
    ["a single open message", byWindow, "applied"],
    ["several open", { ...byWindow, flags: ["several_open"] }, "review"],
  ] as [string, MatchDecision, string][])("medium certainty with %s", (_, match, state) => {
    const decision = decideEffect(reading({ confidence: "medium" }), match, [[]])
    expect(decision.state).toBe(state)
    if (state === "applied") expect(decision.flags).toContain("medium_certainty")
    else expect(decision).toMatchObject({ reason: "low_certainty", effect: null })
  })

  it("never applies low certainty", () => {
    expect(decideEffect(reading({ confidence: "low" }), byId, [[]])).toMatchObject({
      state: "review",
      reason: "low_certainty",
      effect: null,
    })
  })

  it('"took it, now chest pain": review, not confirmed by itself', () => {
    for (const intent of ["taken", "free_text"] as const) {
      expect(decideEffect(reading({ intent, safety: true }), byId, [[]])).toMatchObject({
        state: "review",
        reason: "safety",
        effect: null,
        flags: ["safety"],
      })
    }
    expect(decideEffect(reading({ safety: true }), unmatched, [])).toMatchObject({
      state: "unmatched",
      flags: ["safety"],
    })
  })

  it.each(["question", "unknown_code", "free_text", "empty"] as const)(
    "attaches %s to its target for a person",
    (intent) => {
      expect(decideEffect(reading({ intent }), byId, [[]])).toMatchObject({
        state: "review",
        reason: intent,
        effect: null,
        messageId: "m",
      })
    },
  )

  it.each(["opt_out", "opt_in", "help"] as const)("only notes %s, whoever sent it", (intent) => {
    for (const match of [byId, late, unmatched, foreign]) {
      expect(decideEffect(reading({ intent }), match, [])).toMatchObject({
        state: "noted",
        reason: null,
        effect: null,
      })
    }
    expect(decideEffect(reading({ intent, safety: true }), byId, [])).toMatchObject({
      state: "review",
      reason: "safety",
    })
  })

  it("keeps a late reply's proposal and an unmatched reply's reason", () => {
    expect(decideEffect(reading(), late, [])).toMatchObject({
      state: "review",
      reason: "late_reply",
      rule: "late_window",
      messageId: "m",
    })
    expect(decideEffect(reading(), unmatched, [])).toMatchObject({
      state: "unmatched",
      reason: "no_reminder",
    })
  })

  it("has no effect whatever the text says unless a message was matched", () => {
    const failed: MatchDecision = { kind: "failed", reason: "not_success", flags: [] }
    const stranger: MatchDecision = { ...foreign, reason: "unknown_organization" }
    for (const match of [failed, stranger, foreign, unmatched, late]) {
      for (const intent of INTENTS) {
        const decision = decideEffect(reading({ intent }), match, [])
        expect(decision.effect).toBeNull()
        expect(decision.state).not.toBe("applied")
      }
    }
    expect(decideEffect(reading({ intent: "opt_out" }), stranger, []).state).toBe("quarantined")
    expect(decideEffect(reading({ intent: "opt_out" }), failed, []).state).toBe("failed")
  })
})

function stateAfter(facts: DoseFact[]) {
  const dose = {
    dueAt: eight,
    opensAt: eight - HOUR_MS,
    onTimeUntil: eight + 2 * HOUR_MS,
    closesAt: eight + 6 * HOUR_MS,
  }
  return reduceDose(dose, facts, eight + 7 * HOUR_MS).state
}

import { describe, expect, it } from "vitest"
import { type SuggestFacts, suggestDecision } from "./suggest"

const CLUE = { kind: "rule", rule: "message_id" } as const
const dose = (id: string, fields: { isProposed?: boolean; wasOpen?: boolean } = {}) => ({
  ...{ id, medication: "Metformin", slot: "08:00", localDate: "2026-11-03" },
  ...{ isProposed: false, wasOpen: false, evidence: [CLUE] },
  ...fields,
})
const suggest = (fields: Partial<SuggestFacts>) =>
  suggestDecision({
    ...{ state: "review", reason: null, intent: "taken", hasCandidates: true, doses: [] },
    ...fields,
  })

describe("the suggested decision", () => {
  it("links to the dose that the message asked about, with the reason", () => {
    const doses = [dose("a", { isProposed: true }), dose("b", { wasOpen: true })]
    expect(suggest({ reason: "late_reply", doses })).toEqual({
      ...{ kind: "link", meaning: "taken", doseIds: ["a"] },
      dose: { medication: "Metformin", localDate: "2026-11-03", slot: "08:00" },
      clues: [CLUE],
    })
  })

  it("links a caregiver's word to the one dose that was open", () => {
    const facts = { state: "unmatched", reason: "not_a_patient", intent: "not_taken" } as const
    const one = suggest({ ...facts, doses: [dose("a", { wasOpen: true }), dose("b")] })
    expect(one).toMatchObject({ kind: "link", meaning: "not_taken", doseIds: ["a"] })
    const two = [dose("a", { wasOpen: true }), dose("b", { wasOpen: true })]
    expect(suggest({ ...facts, doses: two })).toMatchObject({ kind: "read" })
    expect(suggest({ ...facts, doses: null })).toMatchObject({ kind: "read" })
  })

  it.each([
    [{ reason: "safety" }, "answer", "safety"],
    [{ reason: "question", intent: "question" }, "answer", "question"],
    [
      { reason: "contradiction", doses: [dose("a", { isProposed: true })] },
      "answer",
      "contradiction",
    ],
    [{ reason: "shared_phone", doses: [dose("a", { wasOpen: true })] }, "read", "shared_phone"],
    [{ state: "failed", reason: "bad_shape" }, "retry", "unreadable"],
    [{ reason: "empty", intent: "empty" }, "dismiss", "empty"],
    [{ reason: "no_reminder", doses: [dose("a")] }, "dismiss", "not_open"],
    [{ reason: "unknown_patient", hasCandidates: false, doses: null }, "dismiss", "unknown_number"],
    [{ reason: "free_text", intent: "free_text" }, "read", "no_meaning"],
  ] as [Partial<SuggestFacts>, string, string][])(
    "for %j is to %s, for %s",
    (facts, kind, because) => {
      expect(suggest(facts)).toEqual({ kind, because })
    },
  )
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  assessNeed,
  compareNeed,
  NEED_ORDER,
  NEED_POLICY,
  NEED_RULES,
  type NeedFacts,
  UNREACHABLE_REASONS,
} from "@/lib/patients/need"

const calm: NeedFacts = {
  openSafetyTasks: 0,
  unansweredQuestions: 0,
  doubleDosesWeek: 0,
  notTakenWeek: 0,
  unreachable: [],
  silentDoses: 0,
  responseBefore: { reminded: 28, replied: 27 },
  currentGap: 0,
  trend: null,
  week: { n: 14, rate: 1 },
}

describe("assessNeed", () => {
  it("asks for nothing when all is well", () => {
    expect(assessNeed(calm)).toEqual({ score: 0, reasons: [] })
  })

  it.each([
    [{ openSafetyTasks: 1 }, "safety", "1 reply with a safety word"],
    [{ unansweredQuestions: 2 }, "unanswered_question", "2 unanswered questions"],
    [
      { doubleDosesWeek: 1 },
      "double_dose",
      "Possible double dose: 1 dose reported taken twice in 7 days",
    ],
    [{ notTakenWeek: 1 }, "not_taken", "1 dose reported not taken in 7 days"],
    [
      { unreachable: ["opted_out", "cannot_reply"] },
      "unreachable",
      "Unreachable: opted out of texts; replies from the number's country do not reach us",
    ],
    [{ silentDoses: 3 }, "gone_silent", "Silent for 3 doses after answering 27 of 28"],
    [{ currentGap: 2 }, "gap", "2 doses in a row without a reported take"],
    [{ trend: -20 }, "drop", "Reported adherence fell by 20 points in a week"],
    [{ week: { n: 7, rate: 5 / 7 } }, "low_week", "71 % reported in 7 days, of 7 doses"],
  ] as [Partial<NeedFacts>, string, string][])("%j: %s", (change, rule, sentence) => {
    expect(assessNeed({ ...calm, ...change }).reasons).toMatchObject([{ rule, sentence }])
  })

  it.each([
    [{ currentGap: 1 }],
    [{ trend: -19 }],
    [{ trend: 40 }],
    [{ week: { n: 6, rate: 0 } }],
    [{ week: { n: 10, rate: 0.8 } }],
    [{ week: { n: 0, rate: null } }],
    [{ silentDoses: 2 }],
    [{ silentDoses: 9, responseBefore: { reminded: 10, replied: 5 } }],
    [{ silentDoses: 9, responseBefore: { reminded: 0, replied: 0 } }],
  ] as [Partial<NeedFacts>][])("leaves %j alone", (change) => {
    expect(assessNeed({ ...calm, ...change }).reasons).toEqual([])
  })

  it("puts the weightiest reason first and adds them up", () => {
    const need = assessNeed({ ...calm, currentGap: 4, openSafetyTasks: 1, notTakenWeek: 1 })
    expect(need.reasons.map((reason) => reason.rule)).toEqual(["safety", "not_taken", "gap"])
    expect(need.score).toBe(1_180)
  })

  it("explains the order that it uses", () => {
    const weights = NEED_RULES.map((rule) => NEED_POLICY[rule].weight)
    expect(weights).toEqual([...weights].sort((a, b) => b - a))
    expect(NEED_ORDER).toMatch(/^Most urgent first: safety/)
  })
})

const facts = fc.record<NeedFacts>({
  openSafetyTasks: fc.nat({ max: 1 }),
  unansweredQuestions: fc.nat({ max: 2 }),
  doubleDosesWeek: fc.nat({ max: 9 }),
  notTakenWeek: fc.nat({ max: 9 }),
  unreachable: fc.subarray([...UNREACHABLE_REASONS]),
  silentDoses: fc.nat({ max: 9 }),
  responseBefore: fc
    .tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }))
    .map(([a, b]) => ({ reminded: Math.max(a, b), replied: Math.min(a, b) })),
  currentGap: fc.nat({ max: 9 }),
  trend: fc.option(fc.integer({ min: -100, max: 100 })),
  week: fc.record({
    n: fc.nat({ max: 20 }),
    rate: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
})

describe("assessNeed, for any patients", () => {
  it("never ranks a patient without a safety word above one with it", () => {
    fc.assert(
      fc.property(facts, facts, (a, b) => {
        const urgent = assessNeed({ ...a, openSafetyTasks: 1 })
        const other = assessNeed({ ...b, openSafetyTasks: 0 })
        expect(compareNeed(urgent, other)).toBeLessThan(0)
      }),
    )
  })
})

import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  assessNeed,
  NEED_DEFAULTS,
  NEED_ORDER,
  NEED_RULES,
  NEED_WEIGHTS,
  type NeedFacts,
  needScore,
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
    expect(assessNeed(calm)).toEqual([])
    expect(needScore([])).toBe(0)
  })

  it.each([
    [{ openSafetyTasks: 1 }, "safety", { n: 1 }],
    [{ unansweredQuestions: 2 }, "unanswered_question", { n: 2 }],
    [{ doubleDosesWeek: 1 }, "double_dose", { n: 1 }],
    [{ notTakenWeek: 1 }, "not_taken", { n: 1 }],
    [
      { unreachable: ["opted_out", "cannot_reply"] },
      "unreachable",
      { reasons: ["opted_out", "cannot_reply"] },
    ],
    [{ silentDoses: 3 }, "gone_silent", { n: 3, replied: 27, reminded: 28 }],
    [{ currentGap: 2 }, "gap", { n: 2 }],
    [{ trend: -20 }, "drop", { points: 20 }],
    [{ week: { n: 7, rate: 5 / 7 } }, "low_week", { n: 7, percent: 71 }],
  ] as [Partial<NeedFacts>, string, object][])("%j: %s %j", (change, rule, values) => {
    expect(assessNeed({ ...calm, ...change })).toEqual([{ rule, values }])
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
    expect(assessNeed({ ...calm, ...change })).toEqual([])
  })

  it.each([
    [{ gapDoses: 1 }, { currentGap: 1 }, "gap"],
    [{ dropPoints: 10 }, { trend: -10 }, "drop"],
    [{ lowDoses: 5, lowPercent: 90 }, { week: { n: 5, rate: 0.8 } }, "low_week"],
    [{ silentDoses: 1 }, { silentDoses: 1 }, "gone_silent"],
    [
      { answeredWellPercent: 50, answeredWellDoses: 3 },
      { silentDoses: 3, responseBefore: { reminded: 4, replied: 2 } },
      "gone_silent",
    ],
  ] as [object, Partial<NeedFacts>, string][])("holds %j against %j", (numbers, change, rule) => {
    const found = assessNeed({ ...calm, ...change }, { ...NEED_DEFAULTS, ...numbers })
    expect(found).toMatchObject([{ rule }])
    expect(assessNeed({ ...calm, ...change })).toEqual([])
  })

  it("does not look at rules that are off", () => {
    const found = assessNeed({ ...calm, currentGap: 4, notTakenWeek: 1 }, NEED_DEFAULTS, ["gap"])
    expect(found.map(({ rule }) => rule)).toEqual(["not_taken"])
  })

  it("puts the weightiest reason first and adds them up", () => {
    const found = assessNeed({ ...calm, currentGap: 4, openSafetyTasks: 1, notTakenWeek: 1 })
    expect(found.map(({ rule }) => rule)).toEqual(["safety", "not_taken", "gap"])
    expect(needScore(found)).toBe(1_180)
  })

  it("explains the order that it uses", () => {
    const weights = NEED_RULES.map((rule) => NEED_WEIGHTS[rule])
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
        const urgent = needScore(assessNeed({ ...a, openSafetyTasks: 1 }))
        const other = needScore(assessNeed({ ...b, openSafetyTasks: 0 }))
        expect(urgent).toBeGreaterThan(other)
      }),
    )
  })
})

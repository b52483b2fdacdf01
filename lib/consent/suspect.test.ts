import { describe, expect, it } from "vitest"
import { assessNeed, type NeedFacts } from "@/lib/patients/need"
import { DAY_MS } from "@/lib/time"
import { type PhoneSilence, saysBlocked, suspectOptOut } from "./suspect"

const firstAt = Date.parse("2026-11-03T08:00:00Z")
const silent: PhoneSilence = {
  isOptedOut: false,
  texts: 5,
  firstAt,
  lastAt: firstAt + 4 * DAY_MS,
  before: { reminded: 14, replied: 12 },
  lastFailures: [null, null],
}
const blocked = "DESTINATION_PHONE_NUMBER_OPTED_OUT"

describe("suspectOptOut", () => {
  it("suspects a phone that answered well and then left five texts over three days", () => {
    expect(suspectOptOut(silent)).toEqual({
      ...{ cause: "silence", texts: 5, since: firstAt, answered: 12, asked: 14 },
    })
    expect(suspectOptOut({ ...silent, lastAt: firstAt + 3 * DAY_MS })).not.toBeNull()
  })

  it.each([
    ["four texts", { texts: 4 }],
    ["a day's texts", { lastAt: firstAt + DAY_MS }],
    ["a moment less than three days", { lastAt: firstAt + 3 * DAY_MS - 1 }],
    ["nobody who ever answered", { before: { reminded: 14, replied: 0 } }],
    ["somebody who answered now and then", { before: { reminded: 14, replied: 8 } }],
    ["too little to know", { before: { reminded: 3, replied: 3 } }],
    ["no text at all", { texts: 0, firstAt: null, lastAt: null }],
    ["an opt-out that we know of", { isOptedOut: true }],
  ] as [string, Partial<PhoneSilence>][])("does not suspect %s", (_, change) => {
    expect(suspectOptOut({ ...silent, ...change })).toBeNull()
  })

  it("suspects two refusals in a row that say so, whatever was answered", () => {
    const never = { ...silent, texts: 0, before: { reminded: 0, replied: 0 } }
    const refused = { ...never, lastFailures: [blocked, "NUMBER_BLOCKED"] }
    expect(suspectOptOut(refused)).toEqual({ cause: "blocked" })
    expect(suspectOptOut({ ...refused, isOptedOut: true })).toBeNull()
    const mixed: PhoneSilence["lastFailures"][] = [
      [blocked],
      [blocked, null],
      [null, blocked],
      [blocked, "SMS_NOT_SENT"],
      ["opted_out", "opted_out"],
    ]
    for (const lastFailures of mixed) expect(suspectOptOut({ ...never, lastFailures })).toBeNull()
  })

  it("reads refusals by their words, and not our own", () => {
    expect([blocked, "OPTEDOUT", "NUMBER_BLOCKED", "UNSUBSCRIBED"].every(saysBlocked)).toBe(true)
    const others = [null, "opted_out", "SMS_NOT_SENT", "PHONE_NUMBER_NOT_VALID", "HTTP_429"]
    expect(others.some(saysBlocked)).toBe(false)
  })

  it("means silence as the need for attention does", () => {
    const facts: NeedFacts = {
      ...{ openSafetyTasks: 0, unansweredQuestions: 0, doubleDosesWeek: 0, notTakenWeek: 0 },
      ...{ unreachable: [], silentDoses: silent.texts, responseBefore: silent.before },
      ...{ currentGap: 0, trend: null, week: { n: 0, rate: null } },
    }
    for (const replied of [0, 8, 11, 12, 14]) {
      const responseBefore = { reminded: 14, replied }
      const needs = assessNeed({ ...facts, responseBefore }).map(({ rule }) => rule)
      const suspected = suspectOptOut({ ...silent, before: responseBefore }) !== null
      expect(needs.includes("gone_silent"), String(replied)).toBe(suspected)
    }
  })
})

import { describe, expect, it } from "vitest"
import { analyseText } from "@/lib/messages/segments"
import { answerFor, BUILT_IN_ANSWERS, MOST_ANSWER_PARTS, refuseAnswer } from "./answer-text"
import { SHIPPED_CODES } from "./languages/registry"
import { replySettingsKey } from "./reply-rules"
import { replySettings } from "./reply-settings"

const LONG_NUMBER = "+44 800 123 4567"
const answer = { isOn: true, emergencyNumber: "112", texts: {} }

describe("the automatic answer", () => {
  it.each(Object.entries(BUILT_IN_ANSWERS))("is built in in %s, and may be sent", (_, text) => {
    for (const number of ["911", "112", LONG_NUMBER]) expect(refuseAnswer(text, number)).toBeNull()
    expect(analyseText(text.replace("{emergency}", LONG_NUMBER)).parts).toBeLessThanOrEqual(
      MOST_ANSWER_PARTS,
    )
  })

  it("is there in every language that is read", () => {
    expect(Object.keys(BUILT_IN_ANSWERS).sort()).toEqual([...SHIPPED_CODES].sort())
  })

  it("is in the patient's language, the organization's words first, else in English", () => {
    expect(answerFor("de-DE", answer)).toContain("rufen Sie jetzt 112 an")
    const own = { ...answer, texts: { de: "Rufen Sie {emergency}.", en: "Call {emergency}." } }
    expect(answerFor("de-DE", own)).toBe("Rufen Sie 112.")
    expect(answerFor("tr-TR", own)).toBe("Call 112.")
    expect(answerFor(null, answer)).toContain("call 112 now")
    expect(answerFor("iw-IL", answer)).toContain("112")
  })

  it.each([
    ["  ", "Write the text first."],
    ["Call us now.", "Write {emergency} where the emergency number belongs."],
    ["{firstName}, call {emergency}.", "it takes no variable but {emergency}"],
    ["Call {emergency} or reply STOP.", 'Carriers may keep the answer "STOP"'],
    [`Call {emergency}. ${"Long ".repeat(70)}`, "at most 2 are sent"],
  ])("may not be %j", (text, sentence) => {
    expect(refuseAnswer(text, "112")).toContain(sentence)
  })
})

describe("the settings of replies", () => {
  it("begin with every language, the targets of the design and no answer", () => {
    expect(replySettings({})).toEqual({
      replyLanguages: SHIPPED_CODES,
      safetyTargets: { emergencyMinutes: 15, urgentMinutes: 60 },
      safetyAnswer: { isOn: false, emergencyNumber: "", texts: {} },
    })
    expect(replySettings(null)).toEqual(replySettings({}))
  })

  it("are read one by one: what nobody can read has its default, and answers nobody", () => {
    const odd = {
      safetyTargets: { emergencyMinutes: "5" },
      safetyAnswer: 7,
      replyLanguages: ["de"],
    }
    const { safetyTargets, safetyAnswer, replyLanguages } = replySettings(odd)
    expect([safetyTargets.emergencyMinutes, safetyAnswer.isOn]).toEqual([15, false])
    expect([...replyLanguages].sort()).toEqual(["de", "en"])
  })

  it("are the same whatever the order", () => {
    const texts = { de: "a", en: "b" }
    const one = { ...replySettings({}), safetyAnswer: { ...answer, texts } }
    const other = { ...one, safetyAnswer: { ...answer, texts: { en: "b", de: "a" } } }
    expect(replySettingsKey(one)).toBe(replySettingsKey(other))
    expect(replySettingsKey(one)).not.toBe(replySettingsKey(replySettings({})))
  })
})

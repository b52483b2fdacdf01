import { createTranslator } from "next-intl"
import { describe, expect, it } from "vitest"
import { dateWords } from "@/components/ui/time-words"
import type { ChangeFacts, ThreadChange } from "@/lib/conversations/thread"
import { TOLD_VERBS, type ToldVerb } from "@/lib/conversations/told"
import { translationOf } from "@/lib/i18n/catalogue"
import { LANGUAGES, type Language } from "@/lib/i18n/languages"
import { type ChangeTranslate, changeWords, type Speech } from "./change-words"

const NOTHING: ChangeFacts = {
  ...{ from: null, to: null, medication: null, dose: null, excuse: null, cause: null },
  ...{
    more: 0,
    outcome: null,
    assignee: null,
    means: null,
    isOutsideHours: false,
    meaning: null,
    zone: null,
  },
}

async function speechIn(language: Language): Promise<Speech & { errors: string[] }> {
  const errors: string[] = []
  const t = createTranslator({
    ...{ locale: language, messages: await translationOf(language) },
    ...{ namespace: "conversation.change", onError: (error: Error) => errors.push(error.message) },
  }) as unknown as ChangeTranslate
  return { t, errors, day: (date) => dateWords(date, language) }
}

const change = (verb: ToldVerb, facts: Partial<ChangeFacts> = {}, note: string | null = null) => {
  return { verb, note, by: null, doseId: null, facts: { ...NOTHING, ...facts } } as ThreadChange
}

const DAYS = { from: "2026-11-02", to: "2026-11-04" }
const DOSE = { dose: { localDate: "2026-11-03", slot: "08:00" }, medication: "Metformin" }

const english = await speechIn("en")

describe("changeWords", () => {
  const said = (...given: Parameters<typeof change>) => changeWords(change(...given), english)

  it.each<[ToldVerb, Partial<ChangeFacts>, string]>([
    ["dose.not_taken", DOSE, "Recorded as not taken: Tue 3 Nov 08:00, Metformin"],
    ["dose.excused", { ...DOSE, more: 2 }, "Excused: Tue 3 Nov 08:00, Metformin and 2 more doses"],
    ["regimen.started", { medication: "Metformin" }, "Started Metformin"],
    ["regimen.edited", { from: DAYS.from }, "Changed a medication from Mon 2 Nov"],
    ["regimen.ended", { ...DOSE, to: DAYS.to }, "Ended Metformin, last day Wed 4 Nov"],
    [
      "period.excused",
      { ...DAYS, medication: "Metformin", excuse: "hospital" },
      "Excused Mon 2 Nov to Wed 4 Nov, Metformin: in hospital",
    ],
    ["period.excused", { from: DAYS.from }, "Excused from Mon 2 Nov on, every medication"],
    ["period.ended", {}, "Took excused days back"],
    ["consent.given", { means: "phone" }, "Consent given, by phone"],
    ["reply.linked", { meaning: "taken" }, "Linked a reply to a dose as taken"],
    ["message.settled", {}, "Set a text aside in Review"],
    ["task.opened", { cause: "by_hand" }, "Opened a follow-up"],
    ["task.opened", { cause: "question" }, "Opened a follow-up: asks a question"],
    ["task.closed", { outcome: "handled" }, "Closed a follow-up: handled"],
    ["task.closed", { cause: "safety_word", outcome: "handled" }, "Closed a safety task"],
    ["patient.zone_set", { zone: "Asia/Tokyo" }, "Time zone set: Asia/Tokyo"],
    ["conversation.assigned", { assignee: "Robin Vale" }, "Gave this conversation to Robin Vale"],
    ["conversation.assigned", {}, "Gave this conversation to a colleague"],
  ])("tells %s of %o", (verb, facts, title) => {
    expect(said(verb, facts).title).toBe(title)
  })

  it("tells why, in somebody's words", () => {
    expect(said("reply.dismissed", {}, "Answered by text").detail).toBe("Answered by text")
    expect(said("consent.given", { isOutsideHours: true }).detail).toBe(
      "Also for doses in the quiet hours.",
    )
  })

  it.each(LANGUAGES)("has a sentence for every change in %s", async (language) => {
    const speech = await speechIn(language)
    const titles = TOLD_VERBS.map((verb) => changeWords(change(verb), speech).title)
    expect(new Set(titles).size).toBe(TOLD_VERBS.length)
    expect(speech.errors).toEqual([])
  })
})

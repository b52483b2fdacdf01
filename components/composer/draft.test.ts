import { describe, expect, it } from "vitest"
import { DEFAULT_REMINDER } from "@/lib/messages/reminder-text"
import type { PatientTimeline } from "@/lib/patients/timeline"
import type { ComposerFacts } from "@/lib/templates/composer"
import { draftOf, type Writing } from "./draft"

const dose = {
  ...{ id: "d1", dueAt: Date.parse("2026-11-03T13:00:00Z"), medication: "Metformin" },
  reminded: false,
}
const timeline = {
  patient: { zone: "America/New_York" },
  doses: [dose],
} as unknown as PatientTimeline
const template = {
  ...{ id: "t1", version: 4, name: "Own", purpose: "reminder" as const, language: "en" },
  ...{ isDefault: false, body: "Hi {firstName}, it is {time}. Reply 1 or 2." },
}
const facts: ComposerFacts = {
  ...{ locale: "en-us", firstName: "Ada", organizationName: "Lakeside", namesMedicines: false },
  ...{ templates: [template], answersTo: null },
}
const draft = (writing: Partial<Writing>, more: Partial<ComposerFacts> = {}) =>
  draftOf(
    timeline,
    { ...facts, ...more },
    { doseIds: ["d1"], templateId: null, typed: null, ...writing },
  )

describe("a draft", () => {
  it("shows the text with the patient's values in the patient's time", () => {
    expect(draft({})).toMatchObject({ body: DEFAULT_REMINDER, preview: DEFAULT_REMINDER })
    expect(draft({ templateId: "t1" })).toMatchObject({
      ...{ preview: "Hi Ada, it is 08:00. Reply 1 or 2.", problem: null },
      template: { id: "t1", version: 4 },
    })
  })

  it("counts what is sent, not what is typed", () => {
    const { preview, analysis } = draft({ typed: "“Hi” {firstName}…" }, { firstName: "Łucja" })
    expect(preview).toBe('"Hi" Łucja...')
    expect(analysis).toMatchObject({ alphabet: "ucs2", units: 13, parts: 1 })
    expect(analysis.offenders).toMatchObject([{ char: "Ł", replacement: "L" }])
  })

  it("is the template's only as long as nobody changed a word", () => {
    expect(draft({ templateId: "t1", typed: template.body }).template).not.toBeNull()
    expect(draft({ templateId: "t1", typed: `${template.body} Now.` }).template).toBeNull()
  })

  it.each([
    [{ templateId: "t1" }, { firstName: null }, { kind: "noFirstName", variable: "{firstName}" }],
    [{ templateId: "t1", doseIds: [] }, {}, { kind: "noDose", variable: "{time}" }],
    [{ typed: "{medicine}" }, {}, { kind: "medicines", variable: "{medicine}" }],
    [{ typed: "{medicine}", doseIds: [] }, { namesMedicines: true }, { kind: "noDose" }],
    [{ typed: "{organization}" }, { organizationName: "" }, { kind: "noValue" }],
    [{ typed: "{drug}" }, {}, { kind: "unknown", found: "drug" }],
    [{ typed: "a".repeat(460) }, {}, { kind: "tooLong", parts: 4 }],
  ])("says what stands in the way of %j with %j", (writing, more, problem) => {
    expect(draft(writing, more).problem).toMatchObject(problem)
  })

  it("advises against carrier words and fractions, and stops nobody", () => {
    const { problem, advice } = draft({ typed: "Take ½. Reply YES when done." })
    expect(problem).toBeNull()
    expect(advice).toEqual([
      { kind: "carrier_word", found: "YES" },
      { kind: "symbol", found: "½" },
    ])
    expect(draft({ typed: " " })).toMatchObject({ preview: null, problem: null, advice: [] })
  })
})

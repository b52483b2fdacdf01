import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { BUILT_IN_TEXTS, DEFAULT_REMINDER } from "@/lib/messages/reminder-text"
import { enterStaticNumber } from "@/lib/static-numbers/mutations"
import { firstText } from "./composer"
import { composerFacts } from "./composer-queries"
import { archiveTemplate, reviseTemplate, writeTemplate } from "./mutations"
import { inOrderFor, type TemplateChoice } from "./template"

const test = testDatabase()
const arrange = fixtures(test)

const choice = (purpose: TemplateChoice["purpose"], language: string, more: object = {}) => ({
  ...{ id: `${purpose}-${language}`, version: 2, name: `${purpose} ${language}`, purpose },
  ...{ language, isDefault: true, body: `${purpose} in ${language}`, ...more },
})

describe("the composer begins with", () => {
  const templates = [
    choice("reminder", "en"),
    choice("nudge", "de", { isDefault: false }),
    choice("manual", "en"),
  ]
  const at = (locale: string | null, doseCount: number, wasAsked = false) =>
    firstText({ locale, templates }, { doseCount, wasAsked }).body

  it("what the schedule would send: a reminder, or a nudge for who was asked", () => {
    expect(at("en-us", 1)).toBe("reminder in en")
    expect(at("en-us", 1, true)).toBe(BUILT_IN_TEXTS.en.nudge.one)
    expect(at("de", 2, true)).toBe(BUILT_IN_TEXTS.de.nudge.several)
    expect(firstText({ locale: null, templates: [] }, { doseCount: 1, wasAsked: false })).toEqual({
      ...{ body: DEFAULT_REMINDER, template: null },
    })
  })

  it("the default for texts about no dose, or nothing", () => {
    expect(at("de", 0)).toBe("manual in en")
    expect(firstText({ locale: "de", templates: [] }, { doseCount: 0, wasAsked: true }).body).toBe(
      "",
    )
  })
})

it("offers the texts of the patient's language first", () => {
  const given = [
    choice("nudge", "en"),
    choice("reminder", "de", { name: "Z", isDefault: false }),
    choice("reminder", "fr"),
    choice("nudge", "de"),
    choice("reminder", "de"),
  ]
  expect(inOrderFor(given, "de").map(({ name }) => name)).toEqual([
    ...["reminder de", "Z", "nudge de", "nudge en", "reminder fr"],
  ])
})

it("gives the composer the newest texts in use, the values and the number that answers reach", async () => {
  const clinic = await arrange.clinic({ name: "Lakeside", settings: { namesMedicines: true } })
  const admin = mintStaffContext(clinic.admin)
  const patient = await arrange.patient(clinic.organization.id, {
    ...{ firstName: "Ada", locale: "de-DE", phone: "+491713920777" },
  })
  const body = "Reply 1 once you have taken it, 2 if you have not."
  const write = (name: string) =>
    writeTemplate(admin, { name, purpose: "reminder", language: "en", body, isDefault: true })
  const old = await write("Old")
  await archiveTemplate(admin, { templateId: old.templateId, seen: 1 })
  const { templateId } = await write("New")
  await reviseTemplate(admin, { templateId, seen: 1, name: "New", body: `${body} Thanks.` })
  const coordinator = mintStaffContext(clinic.coordinator)
  const facts = await composerFacts(coordinator, patient.id)
  expect(facts).toMatchObject({
    ...{ locale: "de-DE", firstName: "Ada", organizationName: "Lakeside", namesMedicines: true },
    templates: [{ id: templateId, version: 2, body: `${body} Thanks.`, isDefault: true }],
    answersTo: null,
  })
  const phone = "+491713920199"
  await enterStaticNumber(admin, { country: "DE", phone, seen: null })
  const { answersTo } = await composerFacts(coordinator, patient.id)
  expect(answersTo).toEqual({ country: "DE", phone })
  const elsewhere = mintStaffContext((await arrange.clinic()).coordinator)
  await expect(composerFacts(elsewhere, patient.id)).rejects.toMatchObject({ code: "not_found" })
})

import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { defaultTexts } from "./default-queries"
import { archiveTemplate, makeDefault, reviseTemplate, writeTemplate } from "./mutations"
import { previewText } from "./preview-queries"
import { templateChoices, templatesScreen } from "./queries"
import type { WriteTemplate } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
const ASK = "Time for your dose. Reply 1 once you have taken it, 2 if you have not."
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const admin = () => mintStaffContext(clinic.admin)
const wanted = (more: Partial<WriteTemplate> = {}): WriteTemplate => ({
  ...{ name: "Morning", purpose: "reminder", language: "en", body: ASK, isDefault: true },
  ...more,
})
const write = (more: Partial<WriteTemplate> = {}) => writeTemplate(admin(), wanted(more))
const kept = async () => (await templatesScreen(admin())).templates
const defaults = () => readAs(admin(), defaultTexts)
const audited = async () =>
  (
    await test
      .owner()
      .query("SELECT verb, details FROM audit WHERE organization_id = $1 ORDER BY at, id", [
        clinic.organization.id,
      ])
  ).rows

describe("a template", () => {
  it("is written, revised, made the default and archived, each with its audit entry", async () => {
    const { templateId } = await write()
    const body = `${ASK} Thank you.`
    const revised = await reviseTemplate(admin(), { templateId, seen: 1, name: "Early", body })
    expect(revised).toEqual({ templateId, version: 2 })
    const other = await write({ name: "Evening", isDefault: false })
    await makeDefault(admin(), { ...other, seen: 1 })
    expect(await defaults()).toMatchObject([{ id: other.templateId, version: 1, body: ASK }])
    await archiveTemplate(admin(), { templateId, seen: 2 })
    expect(await readAs(admin(), templateChoices)).toMatchObject([{ id: other.templateId }])
    const [evening, early] = await kept()
    expect(evening).toMatchObject({ name: "Evening", isDefault: true, archivedAt: null })
    expect(early).toMatchObject({ name: "Early", isDefault: false })
    expect(early?.archivedAt).not.toBeNull()
    expect(early?.versions).toMatchObject([
      { version: 2, body, by: "Robin admin" },
      { version: 1, body: ASK, by: "Robin admin" },
    ])
    const entries = await audited()
    expect(entries.map(({ verb }) => verb)).toEqual([
      ...["template.written", "template.revised", "template.written", "template.made_default"],
      "template.archived",
    ])
    expect(JSON.stringify(entries)).not.toContain("dose")
  })

  it("may be renamed without another version, and is not revised for nothing", async () => {
    const { templateId } = await write()
    const same = { templateId, seen: 1, body: ASK }
    await expect(reviseTemplate(admin(), { ...same, name: "Morning" })).rejects.toMatchObject({
      ...{ code: "invalid", field: "body" },
    })
    expect(await reviseTemplate(admin(), { ...same, name: "Dawn" })).toMatchObject({ version: 1 })
    expect(await kept()).toMatchObject([{ name: "Dawn", versions: [{ version: 1 }] }])
  })

  it.each([
    ["Reply YES once you have taken it.", "YES"],
    ["Take ½ tablet. Reply 1 or 2.", "half"],
    ["5 µg now. Reply 1 or 2.", "micro"],
    ["Hi {nobody}. Reply 1 or 2.", "nobody"],
    ["Time for {medicine}. Reply 1 or 2.", "may not name medicines"],
    ["  ", "Write the text"],
    ["a".repeat(460), "4 parts"],
  ])("cannot say %j, new or revised", async (body, why) => {
    const refused = { code: "invalid", field: "body", message: expect.stringContaining(why) }
    await expect(write({ body })).rejects.toMatchObject(refused)
    const { templateId } = await write()
    const revision = { templateId, seen: 1, name: "Morning", body }
    await expect(reviseTemplate(admin(), revision)).rejects.toMatchObject(refused)
    expect((await kept())[0]?.versions).toHaveLength(1)
  })

  it("has a name of its own in its language, until it is archived", async () => {
    const { templateId } = await write()
    const taken = { code: "conflict", field: "name" }
    await expect(write({ name: " morning" })).rejects.toMatchObject(taken)
    await write({ language: "de" })
    const other = await write({ name: "Evening" })
    const renamed = { ...other, seen: 1, name: "MORNING", body: ASK }
    await expect(reviseTemplate(admin(), renamed)).rejects.toMatchObject(taken)
    await archiveTemplate(admin(), { templateId, seen: 1 })
    await reviseTemplate(admin(), renamed)
  })

  it("is a conflict when somebody was first, whatever is wanted of it", async () => {
    const { templateId } = await write({ isDefault: false })
    const texts = [1, 2].map((n) => ({ templateId, seen: 1, name: "Morning", body: `${ASK} ${n}` }))
    const both = await Promise.allSettled(texts.map((each) => reviseTemplate(admin(), each)))
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    const late = { templateId, seen: 1 }
    const conflict = { code: "conflict" }
    await expect(archiveTemplate(admin(), late)).rejects.toMatchObject(conflict)
    await expect(makeDefault(admin(), late)).rejects.toMatchObject(conflict)
    await makeDefault(admin(), { templateId, seen: 2 })
    await expect(makeDefault(admin(), { templateId, seen: 2 })).rejects.toMatchObject(conflict)
    await archiveTemplate(admin(), { templateId, seen: 2 })
    await expect(archiveTemplate(admin(), { templateId, seen: 2 })).rejects.toMatchObject(conflict)
    expect((await kept())[0]?.versions).toHaveLength(2)
  })

  it("leaves one default of each purpose and language, however many want to be it", async () => {
    const names = ["a", "b", "c", "d"]
    await Promise.all(names.map((name) => write({ name })))
    await write({ name: "n", purpose: "nudge" })
    await write({ name: "a", language: "de" })
    expect((await kept()).filter(({ isDefault }) => isDefault)).toHaveLength(3)
    expect(await defaults()).toHaveLength(3)
  })

  it("is the admin's, and another organization's stays out of reach", async () => {
    const { templateId } = await write()
    const seen = { templateId, seen: 1 }
    const revision = { ...seen, name: "Taken over", body: `${ASK} Now.` }
    for (const who of [clinic.clinician, clinic.coordinator]) {
      const ctx = mintStaffContext(who)
      const refused = { code: "forbidden" }
      await expect(writeTemplate(ctx, wanted({ name: "x" }))).rejects.toMatchObject(refused)
      await expect(reviseTemplate(ctx, revision)).rejects.toMatchObject(refused)
      await expect(archiveTemplate(ctx, seen)).rejects.toMatchObject(refused)
      await expect(makeDefault(ctx, seen)).rejects.toMatchObject(refused)
      await expect(templatesScreen(ctx)).rejects.toMatchObject(refused)
      await expect(previewText(ctx, { body: ASK })).rejects.toMatchObject(refused)
    }
    const elsewhere = mintStaffContext((await arrange.clinic()).admin)
    const absent = { code: "not_found" }
    await expect(reviseTemplate(elsewhere, revision)).rejects.toMatchObject(absent)
    await expect(archiveTemplate(elsewhere, seen)).rejects.toMatchObject(absent)
    await expect(makeDefault(elsewhere, seen)).rejects.toMatchObject(absent)
    expect((await templatesScreen(elsewhere)).templates).toEqual([])
    expect(await readAs(elsewhere, defaultTexts)).toEqual([])
  })
})

describe("the preview", () => {
  it("takes the longest real name, says who has none, and leaves one audit entry", async () => {
    const home = clinic.organization.id
    for (const firstName of ["Bo", "Maximiliana", "Ed"]) await arrange.patient(home, { firstName })
    await arrange.patient(home, { firstName: "Wilhelminessa", isEnabled: false })
    await arrange.patient(home, { firstName: null })
    const shown = await previewText(admin(), { body: "Hi {firstName}, it is {time}." })
    expect(shown).toEqual({ text: "Hi Maximiliana, it is 08:00.", without: expect.any(Number) })
    expect(shown.without).toBeGreaterThanOrEqual(1)
    await previewText(admin(), { body: "Hi {firstName}" })
    expect((await audited()).map(({ verb }) => verb)).toEqual(["patient_names_read"])
    expect(await previewText(admin(), { body: ASK })).toEqual({ text: ASK, without: 0 })
    expect((await previewText(admin(), { body: "Hi {x}" })).text).toBeNull()
  })

  it("names the most medicines that one reminder of the week names, if any may be named", async () => {
    const home = await arrange.clinic({ settings: { namesMedicines: true } })
    const { organization, patient, regimen } = home
    const ctx = mintStaffContext(home.admin)
    const second = await arrange.regimen(patient, { medication: "Atorvastatin" })
    const dueAt = Date.now() + 60_000
    for (const each of [regimen, second]) await arrange.dose(each, { dueAt })
    const body = "Time for {medicine}."
    expect((await previewText(ctx, { body })).text).toBe("Time for Atorvastatin, Metformin.")
    await arrange.patient(organization.id)
    expect((await previewText(ctx, { body })).without).toBe(1)
    expect((await previewText(admin(), { body })).text).toBeNull()
  })
})

it("counts the languages of those who may be texted", async () => {
  const home = clinic.organization.id
  for (const locale of ["de-DE", "de_at", null, "xx-yy"]) await arrange.patient(home, { locale })
  await arrange.patient(home, { locale: "fr", isEnabled: false })
  const { languages } = await templatesScreen(admin())
  const of = (code: string) => languages.find(({ language }) => language === code)?.patients
  expect([of("de"), of("xx"), of("fr")]).toEqual([2, 1, undefined])
  expect(languages.reduce((sum, { patients }) => sum + patients, 0)).toBe(5)
})

import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, mintSystemContext, type StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { PATIENT_SORTS } from "./listing"
import { COUNTED, countPatients, matchingPatients, PAGE_SIZE, patientsPage } from "./queries"
import { patientsPageSchema, wantedPatientsSchema } from "./schema"
import { renewSummaries } from "./summary"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.UTC(2026, 10, 3, 12)

/** What events and nights do of themselves. */
const renew = (organizationId: string, patientIds: string[]) =>
  readAs(mintSystemContext(organizationId, "test", "test"), (tx) =>
    renewSummaries(tx, { patientIds, now }),
  )
const page = (ctx: StaffContext, request: Record<string, unknown> = {}) =>
  patientsPage(ctx, patientsPageSchema.parse(request), now)

describe("patientsPage", () => {
  let clinic: ArrangedClinic
  let ctx: StaffContext

  beforeAll(async () => {
    clinic = await arrange.clinic()
    ctx = mintStaffContext(clinic.clinician)
    const { id } = clinic.organization
    const named = (firstName: string, lastName: string, phone: string) =>
      arrange.patient(id, { firstName, lastName, phone })
    await named("Ana", "de Souza", "+5511912345678")
    await named("Anton", "Berg", "+4915123456789")
    await named("Percent", "100%", "+15550009999")
    await arrange.patient((await arrange.organization()).id, { firstName: "Ana", lastName: "Else" })
  })

  const found = async (q: string) => (await page(ctx, { q })).rows.map((row) => row.name).sort()

  it.each([
    ["ana", ["Ana de Souza"]],
    ["sou an", ["Ana de Souza"]],
    ["an", ["Ana de Souza", "Anton Berg"]],
    ["Souza, Ana", ["Ana de Souza"]],
    ["0151 234", ["Anton Berg"]],
    ["+49 (151)", ["Anton Berg"]],
    ["%", []],
    ["100%", ["Percent 100%"]],
    ["nobody", []],
  ])("finds by %j", async (q, names) => {
    expect(await found(q)).toEqual(names)
  })

  it("finds and sorts whom BioT shows without name, number or both", async () => {
    const { id } = await arrange.organization()
    const other = mintStaffContext(await arrange.staff(id, "coordinator"))
    const stripped = { firstName: null, lastName: null }
    const nameless = await arrange.patient(id, stripped)
    const silent = await arrange.patient(id, { firstName: "Zoe", lastName: "Zorn", phone: null })
    const bare = await arrange.patient(id, { ...stripped, phone: null })
    const ids = async (request: Record<string, unknown>) =>
      (await page(other, request)).rows.map((row) => row.id)
    const [first, ...last] = await ids({ sort: "name" })
    expect(first).toBe(silent.id)
    expect(last.sort()).toEqual([nameless.id, bare.id].sort())
    expect(await ids({ q: "zorn" })).toEqual([silent.id])
    expect(await ids({ q: nameless.phone?.slice(-7) })).toEqual([nameless.id])
    for (const part of [bare.id, bare.id.slice(-12), bare.id.slice(0, 9).toUpperCase()]) {
      expect(await ids({ q: part })).toEqual([bare.id])
    }
    expect(await ids({ q: "null" })).toEqual([])
    const { rows } = await page(other, {})
    const row = rows.find((each) => each.id === bare.id)
    expect(row).toMatchObject({ name: "Name not shared", phone: null, isShared: false })
    expect(row?.reply).toEqual({ problem: "no_phone", country: null })
  })

  it("never shows another organization's patients", async () => {
    expect((await page(ctx)).rows.map((row) => row.name)).not.toContain("Ana Else")
  })

  it("tells flags, and the states of the last 14 days of the patient's calendar", async () => {
    const dueAt = now - 4 * 60 * 60 * 1000
    await arrange.dose(clinic.regimen, { dueAt, state: "no_response", closesAt: now - 1 })
    const sharer = await arrange.patient(clinic.organization.id, { phone: clinic.patient.phone })
    await renew(clinic.organization.id, [clinic.patient.id])
    const { rows } = await page(ctx)
    const row = rows.find(({ id }) => id === clinic.patient.id)
    expect(row).toMatchObject({ isShared: true, isOptedOut: false, undecided30: 1, band: "none" })
    expect(row?.strip).toHaveLength(14)
    expect(row?.strip.at(-1)).toEqual(["no_response"])
    expect(rows.find(({ id }) => id === sharer.id)?.strip.flat()).toEqual([])
  })

  it.each(PATIENT_SORTS)("goes through every patient once, sorted by %s", async (sort) => {
    const { id } = await arrange.organization()
    const other = mintStaffContext(await arrange.staff(id, "coordinator"))
    for (let n = 0; n < PAGE_SIZE + 5; n += 1) await arrange.patient(id, { lastName: `P${n % 7}` })
    const first = await page(other, { sort })
    expect(first).toMatchObject({ total: { n: PAGE_SIZE + 5, isMore: false } })
    expect(first.rows).toHaveLength(PAGE_SIZE)
    const second = await page(other, { sort, cursor: first.nextCursor })
    expect(second).toMatchObject({ nextCursor: null, total: null })
    const ids = [...first.rows, ...second.rows].map((row) => row.id)
    expect(new Set(ids).size).toBe(PAGE_SIZE + 5)
  })

  it("counts no further than it must, and finds all for a text to many", async () => {
    const { id } = await arrange.organization()
    const other = mintStaffContext(await arrange.staff(id, "coordinator"))
    await test.owner().query(
      `INSERT INTO patients (organization_id, id, last_name)
       SELECT $1, gen_random_uuid(), 'P' || n FROM generate_series(1, $2::int) n`,
      [id, COUNTED + 1],
    )
    expect((await page(other)).total).toEqual({ n: COUNTED, isMore: true })
    const everybody = wantedPatientsSchema.parse({})
    expect(await countPatients(other, everybody, { most: 5_000, now })).toEqual({
      ...{ n: COUNTED + 1, isMore: false },
    })
    const found = await matchingPatients(other, everybody, { most: 10, now })
    expect(found).toMatchObject({ total: COUNTED + 1 })
    expect(found.ids).toHaveLength(10)
  })

  it("begins at the beginning for a cursor that nobody gave out", async () => {
    expect((await page(ctx, { cursor: "nonsense" })).rows.length).toBeGreaterThan(0)
  })
})

describe("what the list is narrowed by", () => {
  const DAY = 24 * 60 * 60 * 1000
  let clinic: ArrangedClinic
  let ctx: StaffContext
  const ids: Record<string, string> = {}

  /** Somebody with one dose on each of the last 14 days, taken in all but the newest `missed`. */
  async function somebody(name: string, missed: number, fields: Record<string, unknown> = {}) {
    const patient = await arrange.patient(clinic.organization.id, { lastName: name, ...fields })
    ids[name] = patient.id
    const regimen = await arrange.regimen(patient, { medication: `${name}ol` })
    for (let day = 0; day < 14; day += 1) {
      const dueAt = now - 8 * 60 * 60 * 1000 - day * DAY
      const state = day < missed ? ("no_response" as const) : ("taken_on_time" as const)
      await arrange.dose(regimen, { dueAt, state, takenAt: day < missed ? null : dueAt })
    }
    return patient
  }
  const found = async (request: Record<string, unknown>) =>
    (await page(ctx, { sort: "name", ...request })).rows.map(({ name }) => name.split(" ")[1])

  beforeAll(async () => {
    clinic = await arrange.clinic()
    ctx = mintStaffContext(clinic.clinician)
    await somebody("Good", 0, { locale: "de-DE", phone: "+491713920101" })
    await somebody("Fair", 5, { locale: "he-IL" })
    const low = await somebody("Low", 8, { isEnabled: false })
    await arrange.patient(clinic.organization.id, { lastName: "Shared", phone: low.phone })
    await somebody("Gone", 8, { deletedAt: now })
    const { rows } = await test
      .owner()
      .query("SELECT id FROM patients WHERE organization_id = $1", [clinic.organization.id])
    await test
      .owner()
      .query(
        "INSERT INTO conversations (organization_id, patient_id, assignee_id) VALUES ($1, $2, $3)",
        [clinic.organization.id, ids.Fair, clinic.clinician.staffId],
      )
    await test.owner().query(
      `INSERT INTO tasks (organization_id, id, kind, cause, patient_id)
       VALUES ($1, gen_random_uuid(), 'safety', 'safety_word', $2)`,
      [clinic.organization.id, ids.Good],
    )
    await test
      .owner()
      .query("UPDATE patients SET last_name = 'Last' WHERE id = $1", [clinic.patient.id])
    await renew(
      clinic.organization.id,
      rows.map(({ id }) => id),
    )
  })

  it.each([
    ["band", { band: ["low"] }, ["Low"]],
    ["two bands", { band: ["good", "fair"] }, ["Fair", "Good"]],
    ["too few doses", { band: ["none"] }, ["Last", "Shared"]],
    ["a falling trend", { trend: ["falling"] }, ["Fair", "Low"]],
    ["a rising trend", { trend: ["rising"] }, []],
    ["attention", { attention: true }, ["Fair", "Good", "Low"]],
    ["a safety word", { flag: ["safety"] }, ["Good"]],
    ["an open task", { flag: ["open_task"] }, ["Good"]],
    ["a shared phone", { flag: ["shared_phone"] }, ["Low", "Shared"]],
    ["being disabled", { flag: ["disabled"] }, ["Low"]],
    ["either flag", { flag: ["disabled", "safety"] }, ["Good", "Low"]],
    ["medication", { medication: ["Fairol", "Goneol"] }, ["Fair"]],
    ["language", { language: ["de", "he"] }, ["Fair", "Good"]],
    ["country", { country: ["DE"] }, ["Good"]],
    ["whose it is", { assignee: ["me"] }, ["Fair"]],
    ["nobody's", { assignee: ["nobody"], band: ["low"] }, ["Low"]],
    ["two at once", { band: ["good", "fair"], language: ["he"] }, ["Fair"]],
    ["a search as well", { q: "low", attention: true }, ["Low"]],
  ])("%s", async (_, request, names) => {
    expect(await found(request)).toEqual(names)
    const { ids: matching } = await matchingPatients(ctx, wantedPatientsSchema.parse(request), {
      ...{ most: 100, now },
    })
    expect(matching).toHaveLength(names.length)
  })

  it("by an unread conversation and by a colleague's id, never another organization's", async () => {
    expect(await found({ assignee: [clinic.clinician.staffId] })).toEqual(["Fair"])
    const stranger = mintStaffContext((await arrange.clinic()).clinician)
    const { rows } = await page(stranger, { assignee: [clinic.clinician.staffId] })
    expect(rows).toEqual([])
  })

  it("orders by what is reported and by the last dose reported", async () => {
    expect(await found({ sort: "reported" })).toEqual([
      ...["Low", "Fair", "Good"],
      ...(await found({ sort: "reported" })).slice(3),
    ])
    expect((await found({ sort: "last_taken" })).slice(0, 3)).toEqual(["Low", "Fair", "Good"])
  })

  it("tells the open task that comes first", async () => {
    const { rows } = await page(ctx, { flag: ["safety"] })
    expect(rows[0]?.openTask).toMatchObject({ kind: "safety", owner: null, more: 0 })
  })

  it("follows a name that changes and a patient who is deleted, in the same transaction", async () => {
    const { id } = await arrange.organization()
    const other = mintStaffContext(await arrange.staff(id, "coordinator"))
    const names = async () => (await page(other, { sort: "name" })).rows.map(({ name }) => name)
    const one = await arrange.patient(id, { firstName: "Zoe", lastName: "Abel" })
    await arrange.patient(id, { firstName: "Ida", lastName: "Moor" })
    expect(await names()).toEqual(["Zoe Abel", "Ida Moor"])
    const set = (what: string) =>
      test.owner().query(`UPDATE patients SET ${what} WHERE id = $1`, [one.id])
    await set("last_name = 'Zorn'")
    expect(await names()).toEqual(["Ida Moor", "Zoe Zorn"])
    await set("deleted_at = now()")
    expect(await names()).toEqual(["Ida Moor"])
    await set("deleted_at = null")
    expect(await names()).toEqual(["Ida Moor", "Zoe Zorn"])
  })
})

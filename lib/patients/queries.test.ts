import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { PAGE_SIZE, patientsPage } from "./queries"
import { patientsPageSchema } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.UTC(2026, 10, 3, 12)

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
    expect(row?.reply).toMatchObject({ problem: "no_phone" })
    expect(row?.reply?.sentence).not.toContain("null")
  })

  it("never shows another organization's patients", async () => {
    expect((await page(ctx)).rows.map((row) => row.name)).not.toContain("Ana Else")
  })

  it("tells flags, and the states of the last 14 days of the patient's calendar", async () => {
    const dueAt = now - 4 * 60 * 60 * 1000
    await arrange.dose(clinic.regimen, { dueAt, state: "no_response", closesAt: now - 1 })
    const sharer = await arrange.patient(clinic.organization.id, { phone: clinic.patient.phone })
    const { rows } = await page(ctx)
    const row = rows.find(({ id }) => id === clinic.patient.id)
    expect(row).toMatchObject({ isShared: true, isOptedOut: false, undecided30: 1 })
    expect(row?.strip).toHaveLength(14)
    expect(row?.strip.at(-1)).toEqual(["no_response"])
    expect(rows.find(({ id }) => id === sharer.id)?.strip.flat()).toEqual([])
  })

  it.each(["need", "name"])("goes through every patient once, sorted by %s", async (sort) => {
    const { id } = await arrange.organization()
    const other = mintStaffContext(await arrange.staff(id, "coordinator"))
    for (let n = 0; n < PAGE_SIZE + 5; n += 1) await arrange.patient(id, { lastName: `P${n % 7}` })
    const first = await page(other, { sort })
    expect(first).toMatchObject({ total: PAGE_SIZE + 5 })
    expect(first.rows).toHaveLength(PAGE_SIZE)
    const second = await page(other, { sort, cursor: first.nextCursor })
    expect(second).toMatchObject({ nextCursor: null, total: null })
    const ids = [...first.rows, ...second.rows].map((row) => row.id)
    expect(new Set(ids).size).toBe(PAGE_SIZE + 5)
  })

  it("begins at the beginning for a cursor that nobody gave out", async () => {
    expect((await page(ctx, { cursor: "nonsense" })).rows.length).toBeGreaterThan(0)
  })
})

import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { queryOf } from "@/lib/patients/listing"
import { patientsPage } from "@/lib/patients/queries"
import { patientsPageSchema } from "@/lib/patients/schema"
import { keepDestinations, noteDestination, recountStaticNumbers } from "./learn"
import { enterStaticNumber, removeStaticNumber } from "./mutations"
import { staticNumbersOverview } from "./queries"

const test = testDatabase()
const arrange = fixtures(test)
const US = { country: "US", phone: "+12025550190" }
const DE = { country: "DE", phone: "+491713920199" }
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const admin = () => mintStaffContext(clinic.admin)
const line = async (code: string, of = admin()) =>
  (await staticNumbersOverview(of)).lines.find((each) => each.code === code)
const rows = async () =>
  (
    await test.owner().query(
      `SELECT country, phone, entered_at IS NOT NULL AS entered, replies FROM static_numbers
          WHERE organization_id = $1 ORDER BY country, phone`,
      [clinic.organization.id],
    )
  ).rows

describe("an entered number", () => {
  it("is entered, changed and removed, each with its audit entry", async () => {
    await enterStaticNumber(admin(), { ...US, seen: null })
    expect(await line("US")).toMatchObject({ standing: "entered", entered: { phone: US.phone } })
    const other = "+12025550191"
    await enterStaticNumber(admin(), { country: "us", phone: "+1 202-555-0191", seen: US.phone })
    expect((await line("US"))?.entered?.phone).toBe(other)
    await enterStaticNumber(admin(), { ...US, seen: other })
    await removeStaticNumber(admin(), { country: "US", seen: US.phone })
    expect((await line("US"))?.entered).toBeNull()
    const { rows: entries } = await test
      .owner()
      .query("SELECT verb, subject_id FROM audit WHERE organization_id = $1 ORDER BY at, id", [
        clinic.organization.id,
      ])
    expect(entries.map(({ verb }) => verb)).toEqual([
      ...["static_number.entered", "static_number.changed", "static_number.changed"],
      "static_number.removed",
    ])
    expect(entries[0]).toMatchObject({ subject_id: "US" })
  })

  it("is refused with the field at fault", async () => {
    for (const [input, field] of [
      [{ country: "US", phone: "DOSELINE" }, "phone"],
      [{ country: "US", phone: DE.phone }, "phone"],
      [{ country: "KE", phone: "+254700000019" }, "country"],
    ] as const) {
      await expect(enterStaticNumber(admin(), { ...input, seen: null })).rejects.toMatchObject({
        ...{ code: "invalid", field },
      })
    }
    expect(await rows()).toEqual([])
  })

  it("is a conflict when somebody changed it meanwhile, and one of two at once wins", async () => {
    await enterStaticNumber(admin(), { ...US, seen: null })
    for (const seen of [null, "+12025550155"]) {
      await expect(enterStaticNumber(admin(), { ...US, seen })).rejects.toMatchObject({
        code: "conflict",
      })
      await expect(removeStaticNumber(admin(), { country: "US", seen })).rejects.toMatchObject({
        code: "conflict",
      })
    }
    const both = await Promise.allSettled(
      [1, 2].map((n) =>
        enterStaticNumber(admin(), { country: "DE", phone: `+49171392019${n}`, seen: null }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await expect(removeStaticNumber(admin(), { country: "FR", seen: null })).rejects.toMatchObject({
      code: "not_found",
    })
  })

  it("is the admin's, and another organization's stays out of sight", async () => {
    for (const who of [clinic.clinician, clinic.coordinator]) {
      const ctx = mintStaffContext(who)
      await expect(enterStaticNumber(ctx, { ...US, seen: null })).rejects.toMatchObject({
        code: "forbidden",
      })
      await expect(staticNumbersOverview(ctx)).rejects.toMatchObject({ code: "forbidden" })
    }
    await enterStaticNumber(admin(), { ...US, seen: null })
    const elsewhere = mintStaffContext((await arrange.clinic()).admin)
    expect((await line("US", elsewhere))?.entered).toBeNull()
    await expect(
      removeStaticNumber(elsewhere, { country: "US", seen: US.phone }),
    ).rejects.toMatchObject({ code: "conflict" })
    expect(await rows()).toMatchObject([{ entered: true }])
  })
})

describe("patients who cannot answer", () => {
  const listed = async (filter: string) =>
    (
      await patientsPage(
        admin(),
        patientsPageSchema.parse(queryOf(new URLSearchParams({ filter, sort: "name" }))),
        Date.now(),
      )
    ).rows

  it("follow the numbers that are entered, in the list, its filter and the need", async () => {
    const home = clinic.organization.id
    const american = await arrange.patient(home, { phone: "+12025550101" })
    const german = await arrange.patient(home, { phone: "+491713920101" })
    await enterStaticNumber(admin(), { ...DE, seen: null })
    const rowsNow = await listed("cannot_reply")
    expect(rowsNow.map(({ id }) => id)).toContain(american.id)
    expect(rowsNow.map(({ id }) => id)).not.toContain(german.id)
    const row = rowsNow.find(({ id }) => id === american.id)
    expect(row?.reply).toMatchObject({ problem: "no_static_number" })
    expect(row?.needReasons.map(({ rule }) => rule)).toContain("unreachable")
    await enterStaticNumber(admin(), { ...US, seen: null })
    expect((await listed("cannot_reply")).map(({ id }) => id)).not.toContain(american.id)
    const [withPhones] = [await line("US")]
    expect(withPhones?.patients).toBeGreaterThanOrEqual(1)
  })
})

describe("learning from replies", () => {
  const at = Date.UTC(2026, 10, 3)
  const note = (toPhone: string | null) =>
    noteDestination({ organizationId: clinic.organization.id, toPhone })

  /** A stored reply, of which nobody was told. */
  const store = (toPhone: string | null, receivedAt = at) =>
    test.owner().query(
      `INSERT INTO replies (organization_id, id, dedupe_key, payload, received_at, to_phone)
       VALUES ($1, gen_random_uuid(), gen_random_uuid()::text, '{}', $2, $3)`,
      [clinic.organization.id, new Date(receivedAt), toPhone],
    )
  async function reply(toPhone: string | null, receivedAt = at) {
    await store(toPhone, receivedAt)
    note(toPhone)
  }

  it("counts each reply once, keeps first and last, and passes over what is no number", async () => {
    await reply(US.phone, at + 5)
    await reply("+1 202-555-0190")
    await reply(DE.phone)
    for (const odd of [null, "", "DOSELINE", "12345", "+1".padEnd(500, "2")]) await reply(odd)
    await keepDestinations()
    await reply(US.phone, at + 9)
    await keepDestinations()
    await keepDestinations()
    expect(await rows()).toEqual([
      { ...DE, entered: false, replies: 1 },
      { ...US, entered: false, replies: 3 },
    ])
    expect((await line("US"))?.learnt).toEqual([
      { phone: US.phone, firstSeenAt: at, lastSeenAt: at + 9, replies: 3 },
    ])
  })

  it("counts a reply once that the nightly count saw before its own note was kept", async () => {
    await reply(US.phone)
    await recountStaticNumbers()
    await keepDestinations()
    expect(await rows()).toEqual([{ ...US, entered: false, replies: 1 }])
    await Promise.all([1, 2, 3].map(() => reply(US.phone)))
    await Promise.all([keepDestinations(), recountStaticNumbers(), recountStaticNumbers()])
    expect(await rows()).toEqual([{ ...US, entered: false, replies: 4 }])
  })

  it("flags a mismatch with what was entered, until it is put right", async () => {
    await enterStaticNumber(admin(), { ...US, seen: null })
    await reply("+12025550166")
    await keepDestinations()
    expect(await line("US")).toMatchObject({ standing: "mismatch", cameTo: "+12025550166" })
    await enterStaticNumber(admin(), { country: "US", phone: "+12025550166", seen: US.phone })
    expect(await line("US")).toMatchObject({ standing: "confirmed", cameTo: null })
  })

  it("is made good from the replies themselves, whatever a process lost", async () => {
    for (const [n, to] of [US.phone, US.phone, DE.phone, "DOSELINE", null].entries()) {
      await store(to, at + n)
    }
    await recountStaticNumbers()
    await recountStaticNumbers()
    expect(await rows()).toEqual([
      { ...DE, entered: false, replies: 1 },
      { ...US, entered: false, replies: 2 },
    ])
  })

  it("takes back that the patients of a country cannot answer, once one of them did", async () => {
    const american = await arrange.patient(clinic.organization.id, { phone: "+12025550102" })
    await enterStaticNumber(admin(), { ...DE, seen: null })
    expect(await reasonsOf(american.id)).toContain("unreachable")
    await reply(US.phone)
    await keepDestinations()
    expect(await reasonsOf(american.id)).not.toContain("unreachable")
  })

  it("never fails what it is told", async () => {
    noteDestination({ organizationId: "no-organization", toPhone: US.phone })
    await expect(keepDestinations()).resolves.toBeUndefined()
  })
})

const reasonsOf = async (patientId: string): Promise<string> =>
  (
    await test
      .owner()
      .query("SELECT need_reasons::text AS reasons FROM patient_summaries WHERE patient_id = $1", [
        patientId,
      ])
  ).rows[0]?.reasons ?? ""

it("counts a country's patients past numbers that nobody can read", async () => {
  for (const phone of ["+1202555", "+12025550103", "+120255501031234567"]) {
    await arrange.patient(clinic.organization.id, { phone })
  }
  const counted = (await line("US"))?.patients ?? 0
  await arrange.patient(clinic.organization.id, { phone: "+12025550104" })
  expect(counted).toBeGreaterThan(0)
  expect((await line("US"))?.patients).toBe(counted + 1)
  await enterStaticNumber(admin(), { ...DE, seen: null })
  const { rows: summaries } = await test.owner().query(
    `SELECT s.need_reasons::text AS reasons FROM patient_summaries s
       JOIN patients p ON p.id = s.patient_id WHERE p.phone = '+12025550103'
        AND p.organization_id = $1`,
    [clinic.organization.id],
  )
  expect(summaries[0]?.reasons).toContain("unreachable")
})

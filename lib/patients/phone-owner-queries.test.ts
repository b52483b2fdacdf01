import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures, newPhone } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import {
  NUMBERS_PER_PAGE,
  numbersWithSeveralOwners,
  otherOwners,
  ownersOf,
} from "./phone-owner-queries"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let elsewhere: ArrangedClinic

beforeAll(async () => {
  clinic = await arrange.clinic()
  elsewhere = await arrange.clinic({ timeZone: "Europe/Berlin" })
})

const admin = () => mintStaffContext(clinic.admin)
const listed = async () => {
  const { shared, additional } = await numbersWithSeveralOwners(admin())
  const brief = (numbers: typeof shared) =>
    numbers.map(({ phone, owners }) => [phone, owners.map(({ kind }) => kind).sort()])
  return { shared: brief(shared), additional: brief(additional) }
}
const give = (table: "patients" | "staff", column: string, phone: string | null, id: string) =>
  test.owner().query(`UPDATE ${table} SET ${column} = $1 WHERE id = $2`, [phone, id])

describe("numbersWithSeveralOwners", () => {
  it("finds a number across the three kinds, and only in the own organization", async () => {
    const home = clinic.organization.id
    const phone = newPhone()
    await arrange.patient(home, { phone })
    expect(await listed()).toEqual({ shared: [], additional: [] })
    await give("staff", "phone", phone, clinic.clinician.staffId)
    await give("staff", "phone", phone, clinic.coordinator.staffId)
    expect(await listed()).toEqual({
      ...{ shared: [[phone, ["caregiver", "organization-user", "patient"]]], additional: [] },
    })
    const theirs = await numbersWithSeveralOwners(mintStaffContext(elsewhere.admin))
    expect(theirs.shared).toEqual([])
    await give("staff", "phone", null, clinic.clinician.staffId)
    await test
      .owner()
      .query("UPDATE staff SET deleted_at = now() WHERE id = $1", [clinic.coordinator.staffId])
    expect(await listed()).toEqual({ shared: [], additional: [] })
  })

  it("tells additional numbers apart, and since when", async () => {
    const phone = newPhone()
    const since = Date.UTC(2026, 5, 2)
    const home = clinic.organization.id
    await arrange.patient(home, { phone, phoneSince: since - 1_000, additionalPhone: phone })
    expect(await listed()).toEqual({ shared: [], additional: [] })
    await arrange.patient(home, { phone: null, additionalPhone: phone, phoneSince: since })
    expect((await listed()).additional).toEqual([[phone, ["patient", "patient"]]])
    const [found] = (await numbersWithSeveralOwners(admin())).additional
    expect(found?.found).toBe(since)
  })

  it("comes a page at a time, lost replies first, each number once", async () => {
    const { organization, admin: boss } = await arrange.clinic()
    const ctx = mintStaffContext(boss)
    const many = NUMBERS_PER_PAGE + 3
    await test.owner().query(
      `INSERT INTO patients (organization_id, id, phone, additional_phone)
       SELECT $1, gen_random_uuid(), CASE WHEN k = 0 OR n > 3 THEN p END,
              CASE WHEN k = 1 AND n <= 3 THEN p END
         FROM generate_series(1, $2::int) n, generate_series(0, 1) k,
              LATERAL (SELECT '+1777' || lpad(n::text, 7, '0') AS p) x`,
      [organization.id, many],
    )
    const first = await numbersWithSeveralOwners(ctx)
    expect(first).toMatchObject({ page: 1, pages: 2, total: many, additional: [] })
    expect(first.shared).toHaveLength(NUMBERS_PER_PAGE)
    const second = await numbersWithSeveralOwners(ctx, { page: 2 })
    expect(second).toMatchObject({ page: 2, pages: 2, shared: [] })
    expect(second.additional).toHaveLength(3)
    const beyond = await numbersWithSeveralOwners(ctx, { page: 9 })
    expect([...beyond.shared, ...beyond.additional]).toEqual([])
  })

  it("is the admin's", async () => {
    for (const person of [clinic.coordinator, clinic.clinician]) {
      await expect(numbersWithSeveralOwners(mintStaffContext(person))).rejects.toMatchObject({
        code: "forbidden",
      })
    }
  })
})

describe("the owners of a number", () => {
  it("name who is not the patient, disabled ones too", async () => {
    const phone = newPhone()
    const home = clinic.organization.id
    const ada = await arrange.patient(home, { phone })
    const ben = await arrange.patient(home, { phone, firstName: null, lastName: null })
    await test.owner().query("UPDATE patients SET is_enabled = false WHERE id = $1", [ben.id])
    const others = await readAs(admin(), (tx) => otherOwners(tx, ada))
    expect(others.byPhone).toEqual([
      { kind: "patient", id: ben.id, name: "Name not shared", isEnabled: false, as: "phone" },
    ])
    const cleo = await arrange.patient(home, { additionalPhone: phone })
    const { asAdditional } = await readAs(admin(), (tx) => otherOwners(tx, ada))
    expect(asAdditional).toMatchObject([{ id: cleo.id, as: "additional" }])
    const all = await readAs(admin(), (tx) => ownersOf(tx, [phone, null, newPhone()]))
    expect([...all.keys()]).toEqual([phone])
    const nobody = await readAs(admin(), (tx) => otherOwners(tx, { id: ada.id, phone: null }))
    expect(nobody).toEqual({ byPhone: [], asAdditional: [] })
  })
})

import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures, newPhone } from "@/db/testing/fixtures"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import type { BiotPerson } from "@/lib/biot/directory"
import { HOUR_MS } from "@/lib/time"
import { keepPeople, removePeople } from "./mutations"
import { settlePatients } from "./settle"

const test = testDatabase()
const arrange = fixtures(test)
const system = (id: string) => mintSystemContext(id, "test", "trace")

function person(organizationId: string, id: string, fields: Partial<BiotPerson> = {}): BiotPerson {
  return {
    ...{ id, organizationId, firstName: "Ada", lastName: "Vance", phone: newPhone() },
    ...{ additionalPhone: null, locale: "en-US", timeZone: null, isEnabled: true },
    ...{ lastModifiedAt: null, templateName: null, ...fields },
  }
}
const row = async (id: string) =>
  (await test.owner().query("SELECT * FROM patients WHERE id = $1", [id])).rows[0]

describe("keepPeople", () => {
  it("keeps what BioT says, leaves ours, and says in the audit what changed", async () => {
    const { organization, patient } = await arrange.clinic()
    await test.owner().query("UPDATE patients SET time_zone_override = 'Asia/Tokyo'")
    const before = await row(patient.id)
    const asOf = Date.now() + 1_000
    const people = [person(organization.id, patient.id, { lastName: "Ho\u0000lt" })]
    const of = { kind: "patient" as const, people, asOf, now: asOf }
    expect(await keepPeople(system(organization.id), of)).toEqual({ changed: 1 })
    const after = await row(patient.id)
    expect(after).toMatchObject({ time_zone_override: "Asia/Tokyo", last_name: "Ho\ufffdlt" })
    expect(after.phone_since).not.toEqual(before.phone_since)
    expect(await keepPeople(system(organization.id), { ...of, asOf: asOf + 1 })).toEqual({
      changed: 0,
    })
    expect((await row(patient.id)).phone_since).toEqual(after.phone_since)
    const { rows } = await test
      .owner()
      .query("SELECT details FROM audit WHERE verb = 'patient.changed_in_biot'")
    expect(rows[0].details.fields.sort()).toEqual(["last_name", "locale", "phone"])
  })

  it("never lets an older reading undo a newer one", async () => {
    const { organization, patient } = await arrange.clinic()
    const ctx = system(organization.id)
    const now = Date.now() + 60_000
    await removePeople(ctx, { kind: "patient", ids: [patient.id], asOf: now, now })
    const people = [person(organization.id, patient.id)]
    const stale = { kind: "patient" as const, people, asOf: now - 1_000, now }
    expect(await keepPeople(ctx, stale)).toEqual({ changed: 0 })
    expect((await row(patient.id)).deleted_at).not.toBeNull()
    await keepPeople(ctx, { ...stale, asOf: now + 1 })
    expect((await row(patient.id)).deleted_at).toBeNull()
    const older = { kind: "patient" as const, ids: [patient.id], asOf: now, now }
    expect(await removePeople(ctx, older)).toBe(0)
  })

  it("reaches no other organization, and is nobody's among staff", async () => {
    const [ours, theirs] = [await arrange.clinic(), await arrange.clinic()]
    const at = { kind: "patient" as const, asOf: Date.now() + 1_000, now: Date.now() }
    const ids = [theirs.patient.id]
    expect(await removePeople(system(ours.organization.id), { ...at, ids })).toBe(0)
    expect(await row(theirs.patient.id)).toMatchObject({ deleted_at: null })
    for (const role of ["clinician", "coordinator", "admin"] as const) {
      const ctx = mintStaffContext(ours[role]) as never
      const people = [person(ours.organization.id, ours.patient.id)]
      await expect(keepPeople(ctx, { ...at, people })).rejects.toMatchObject({ code: "forbidden" })
      await expect(removePeople(ctx, { ...at, ids })).rejects.toMatchObject({ code: "forbidden" })
    }
  })
})

describe("settlePatients", () => {
  it("makes good what an interrupted run left, once, and leaves others alone", async () => {
    const [ours, theirs] = [await arrange.clinic(), await arrange.clinic()]
    const now = Date.now()
    const mine = await arrange.dose(ours.regimen, { dueAt: now + HOUR_MS })
    const yours = await arrange.dose(theirs.regimen, { dueAt: now + HOUR_MS })
    await test.owner().query("UPDATE patients SET is_enabled = false")
    const ctx = system(ours.organization.id)
    expect(await settlePatients(ctx, { patientIds: null, now })).toBe(1)
    expect(await settlePatients(ctx, { patientIds: null, now })).toBe(0)
    const states = await test.owner().query("SELECT id, state FROM doses")
    const stateOf = (id: string) => states.rows.find((dose) => dose.id === id)?.state
    expect([stateOf(mine.id), stateOf(yours.id)]).toEqual(["cancelled", "scheduled"])
  })

  it("does not bring back what somebody else cancelled", async () => {
    const { organization, regimen, patient } = await arrange.clinic()
    const now = Date.now()
    const dose = await arrange.dose(regimen, { dueAt: now + HOUR_MS, state: "cancelled" })
    await test.owner().query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, reason)
       VALUES ($1, gen_random_uuid(), $2, 'cancelled', 'staff', now(), 'regimen changed')`,
      [organization.id, dose.id],
    )
    const of = { patientIds: [patient.id], now }
    expect(await settlePatients(system(organization.id), of)).toBe(0)
  })
})

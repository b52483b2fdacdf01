import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedPatient, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { receiveCall } from "@/lib/replies/receive"
import { HOUR_MS } from "@/lib/time"
import { liftOptOut, optOutPatient } from "./opt-out-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
/** Another patient with the same phone. */
let sharer: ArrangedPatient

beforeEach(async () => {
  clinic = await arrange.clinic()
  sharer = await arrange.patient(clinic.organization.id, { phone: clinic.patient.phone })
})

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const as = (role: "clinician" | "admin", of = clinic) => mintStaffContext(of[role])
const optOut = (fields: object = {}, ctx = as("clinician")) =>
  optOutPatient(ctx, {
    ...{ patientId: clinic.patient.id, phone: clinic.patient.phone ?? "", means: "phone" },
    ...fields,
  })
const lift = async (fields: object = {}, ctx = as("clinician")) =>
  liftOptOut(ctx, {
    ...{ patientId: clinic.patient.id, phone: clinic.patient.phone ?? "", seen: Date.now() },
    ...{ consentId: randomUUID(), means: "phone", wording: "I want the texts again." },
    ...fields,
  })
const standing = async () =>
  (await query("SELECT * FROM opt_outs WHERE phone = $1", [clinic.patient.phone]))[0]
const queueFor = async (patient: ArrangedPatient) =>
  (await arrange.message(patient, [], { state: "queued" })).id
const statesOf = async (ids: string[]) =>
  query("SELECT DISTINCT state, reason FROM messages WHERE id = any($1)", [ids])
const audited = (verb: string) =>
  query("SELECT * FROM audit WHERE verb = $1 AND organization_id = $2", [
    verb,
    clinic.organization.id,
  ])
const text = (body: string, at = Date.now()) =>
  receiveCall(
    pluginCall({
      organizationId: clinic.organization.id,
      senderId: clinic.patient.id,
      from: clinic.patient.phone,
      startTime: new Date(at).toISOString(),
      body,
    }),
    at,
  )

describe("optOutPatient", () => {
  it("stops the phone for all who own it, with what is queued to it", async () => {
    const ids = [await queueFor(clinic.patient), await queueFor(sharer)]
    const elsewhere = await arrange.patient(clinic.organization.id)
    const untouched = await queueFor(elsewhere)
    expect(await optOut()).toEqual({ cancelled: 2 })
    const { staffId } = clinic.clinician
    expect(await standing()).toMatchObject({ is_opted_out: true, changed_by: staffId })
    expect(await statesOf(ids)).toEqual([{ state: "cancelled", reason: "opted_out" }])
    expect(await statesOf([untouched])).toMatchObject([{ state: "queued" }])
    const entries = await audited("opt_out.recorded")
    const owners = [clinic.patient.id, sharer.id]
    expect(entries.map((each) => each.patient_id).sort()).toEqual(owners.sort())
    expect(JSON.stringify(entries)).not.toContain(clinic.patient.phone)
    const needs = await query(
      "SELECT need_reasons::text AS said FROM patient_summaries WHERE patient_id = any($1)",
      [owners],
    )
    expect(needs).toHaveLength(2)
    for (const { said } of needs) expect(said).toContain("opted_out")
  })

  it("changes nothing the second time", async () => {
    await optOut()
    const first = await standing()
    expect(await optOut({}, as("admin"))).toEqual({ cancelled: 0 })
    expect(await standing()).toEqual(first)
  })

  it("is about the phone that was seen", async () => {
    await expect(optOut({ phone: "+15550000000" })).rejects.toMatchObject({ code: "conflict" })
    await query("UPDATE patients SET phone = NULL WHERE id = $1", [clinic.patient.id])
    await expect(optOut()).rejects.toMatchObject({ code: "invalid", field: "phone" })
    expect(await standing()).toBeUndefined()
  })

  it("is closed to another organization and without a role", async () => {
    const elsewhere = await arrange.clinic()
    await expect(optOut({}, as("admin", elsewhere))).rejects.toMatchObject({ code: "not_found" })
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.clinician.staffId])
    await expect(optOut()).rejects.toMatchObject({ code: "forbidden" })
    expect(await standing()).toBeUndefined()
  })
})

describe("liftOptOut", () => {
  it("ends the opt-out with a fresh consent in the same act", async () => {
    await optOut()
    const consentId = randomUUID()
    await lift({ consentId, outsideHours: true })
    expect(await standing()).toMatchObject({
      ...{ is_opted_out: false, changed_by: clinic.clinician.staffId },
    })
    const consents = await query("SELECT * FROM consents WHERE id = $1", [consentId])
    expect(consents).toMatchObject([{ kind: "given", means: "phone", outside_hours: true }])
    expect(await audited("opt_out.lifted")).toHaveLength(2)
    await lift({ consentId })
    expect(await audited("opt_out.lifted")).toHaveLength(2)
  })

  it("needs an opt-out that stands, and no newer one than was seen", async () => {
    await expect(lift()).rejects.toMatchObject({ code: "conflict" })
    await optOut()
    await expect(lift({ seen: Date.now() - HOUR_MS })).rejects.toMatchObject({ code: "conflict" })
    await expect(lift({ phone: "+15550000000" })).rejects.toMatchObject({ code: "conflict" })
    await expect(lift({ wording: " " })).rejects.toThrow()
    expect(await standing()).toMatchObject({ is_opted_out: true })
    const consents = await query("SELECT id FROM consents WHERE patient_id = $1", [
      clinic.patient.id,
    ])
    expect(consents).toHaveLength(1)
  })

  it("is closed to another organization and without a role", async () => {
    await optOut()
    const elsewhere = await arrange.clinic()
    await expect(lift({}, as("admin", elsewhere))).rejects.toMatchObject({ code: "not_found" })
    await query("UPDATE staff SET role = NULL WHERE id = $1", [clinic.clinician.staffId])
    await expect(lift()).rejects.toMatchObject({ code: "forbidden" })
    expect(await standing()).toMatchObject({ is_opted_out: true })
  })
})

describe("a word on consent by text", () => {
  it("takes back what is queued to the phone, in the same transaction, for all who own it", async () => {
    const dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() + HOUR_MS })
    const { id } = await arrange.message(clinic.patient, [dose], { state: "queued" })
    const ids = [id, await queueFor(sharer)]
    await text("STOP")
    expect(await standing()).toMatchObject({ is_opted_out: true, changed_by: null })
    expect(await statesOf(ids)).toEqual([{ state: "cancelled", reason: "opted_out" }])
    const events = await query("SELECT kind, reason FROM dose_events WHERE dose_id = $1", [dose.id])
    expect(events).toEqual([{ kind: "not_reminded", reason: "opted_out" }])
    const entries = await audited("message.cancelled")
    expect(entries).toHaveLength(2)
  })

  it("leaves the queue alone when a later word stands already", async () => {
    await optOut()
    await lift()
    const queued = await queueFor(clinic.patient)
    await text("STOP", Date.now() - HOUR_MS)
    expect(await standing()).toMatchObject({ is_opted_out: false })
    expect(await statesOf([queued])).toMatchObject([{ state: "queued" }])
  })

  it("lifts the opt-out that staff recorded", async () => {
    await optOut()
    await text("START", Date.now() + 1)
    expect(await standing()).toMatchObject({ is_opted_out: false, changed_by: null })
  })
})

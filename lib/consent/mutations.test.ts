import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { HOUR_MS } from "@/lib/time"
import { recordConsent, recordConsents } from "./mutations"
import { optOutPatient } from "./opt-out-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const as = (role: "clinician" | "coordinator" | "admin", of = clinic) => mintStaffContext(of[role])
const words = { kind: "given", means: "in_person", wording: "I agree to texts." } as const
const record = (fields: object = {}, ctx = as("clinician")) =>
  recordConsent(ctx, {
    ...{ patientId: clinic.patient.id, consentId: randomUUID(), ...words },
    ...fields,
  })
const kept = (consentId: string) => query("SELECT * FROM consents WHERE id = $1", [consentId])
const audited = (verb: string) =>
  query("SELECT * FROM audit WHERE verb = $1 AND organization_id = $2", [
    verb,
    clinic.organization.id,
  ])
const queued = async () => {
  const dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() + HOUR_MS })
  const message = await arrange.message(clinic.patient, [dose], { state: "queued" })
  return { dose, message }
}
const messageOf = async (id: string) =>
  (await query("SELECT state, reason FROM messages WHERE id = $1", [id]))[0]

describe("recordConsent", () => {
  it("keeps how, by whom and to which words, and nothing of the words in the audit", async () => {
    const { consentId } = await record({ outsideHours: true, wording: " Yes,\u0000 at night too " })
    expect(await kept(consentId)).toMatchObject([
      {
        ...{ patient_id: clinic.patient.id, kind: "given", means: "in_person" },
        ...{ outside_hours: true, wording: "Yes, at night too" },
        recorded_by: clinic.clinician.staffId,
      },
    ])
    const entries = await audited("consent.given")
    expect(entries).toMatchObject([{ subject_id: consentId, details: { outsideHours: true } }])
    expect(JSON.stringify(entries)).not.toContain("night too")
  })

  it("takes what is queued out of the queue when consent is taken back, and tells the doses", async () => {
    const { dose, message } = await queued()
    const [safety, sent] = [
      await arrange.message(clinic.patient, [], { state: "queued", kind: "safety" }),
      await arrange.message(clinic.patient, []),
    ]
    const { consentId, cancelled } = await record({ kind: "withdrawn", outsideHours: true })
    expect(cancelled).toBe(1)
    expect(await kept(consentId)).toMatchObject([{ kind: "withdrawn", outside_hours: false }])
    expect(await messageOf(message.id)).toEqual({ state: "cancelled", reason: "consent_withdrawn" })
    expect(await messageOf(safety.id)).toMatchObject({ state: "queued" })
    expect(await messageOf(sent.id)).toMatchObject({ state: "sent" })
    const events = await query("SELECT kind, reason FROM dose_events WHERE dose_id = $1", [dose.id])
    expect(events).toEqual([{ kind: "not_reminded", reason: "consent_withdrawn" }])
    expect(await audited("message.cancelled")).toHaveLength(1)
  })

  it("records once however often it is asked for, and for one patient and one word only", async () => {
    const consentId = randomUUID()
    await Promise.all([1, 2, 3].map(() => record({ consentId })))
    expect(await kept(consentId)).toHaveLength(1)
    const other = await arrange.patient(clinic.organization.id)
    for (const fields of [{ patientId: other.id }, { kind: "withdrawn" }]) {
      await expect(record({ consentId, ...fields })).rejects.toMatchObject({ code: "conflict" })
    }
    expect(await kept(consentId)).toHaveLength(1)
  })

  it("needs words, a patient of the organization and a role", async () => {
    for (const fields of [{ wording: " \u0000 " }, { wording: "y".repeat(2_001) }, { means: "" }]) {
      await expect(record(fields)).rejects.toThrow()
    }
    const elsewhere = await arrange.clinic()
    await expect(record({}, as("admin", elsewhere))).rejects.toMatchObject({ code: "not_found" })
    await query("UPDATE staff SET role = NULL WHERE id = $1", [clinic.clinician.staffId])
    await expect(record()).rejects.toMatchObject({ code: "forbidden" })
  })

  it("stays as it was recorded", async () => {
    const { consentId } = await record()
    const app = `SET LOCAL ROLE doseline_app; SET LOCAL app.organization_id = '${clinic.organization.id}';`
    for (const change of ["UPDATE consents SET kind = 'withdrawn'", "DELETE FROM consents"]) {
      const tried = test.owner().query(`BEGIN; ${app} ${change}; COMMIT`)
      await expect(tried).rejects.toThrow("permission denied")
      await test.owner().query("ROLLBACK")
      await expect(query(`${change} WHERE id = $1`, [consentId])).rejects.toThrow()
    }
    expect(await kept(consentId)).toMatchObject([{ kind: "given" }])
  })
})

describe("recordConsents", () => {
  const many = (patientIds: string[], fields: object = {}, ctx = as("coordinator")) =>
    recordConsents(ctx, {
      records: patientIds.map((patientId) => ({ patientId, consentId: randomUUID() })),
      ...{ ...words, means: "paper", ...fields },
    })
  const consentsNow = () =>
    query("SELECT * FROM consents WHERE organization_id = $1 AND means = 'paper'", [
      clinic.organization.id,
    ])

  it("records the same words of many patients at once, each with its entry", async () => {
    const others = await Promise.all(
      Array.from({ length: 30 }, () => arrange.patient(clinic.organization.id, {}, null)),
    )
    const ids = [clinic.patient.id, ...others.map(({ id }) => id)]
    const { outcomes, ...done } = await many(ids)
    expect(done).toEqual({ recorded: 31, repeated: 0, cancelled: 0 })
    expect(outcomes.map(({ says }) => says)).toEqual(ids.map(() => "counts"))
    expect(new Set((await consentsNow()).map((each) => each.patient_id))).toEqual(new Set(ids))
    expect(await audited("consent.given")).toHaveLength(31)
    const { message } = await queued()
    expect(await many(ids, { kind: "withdrawn" })).toMatchObject({ recorded: 31, cancelled: 1 })
    expect(await messageOf(message.id)).toMatchObject({ state: "cancelled" })
  })

  it("dates what a paper says, and tells of whom something else stands", async () => {
    const [later, out] = [clinic.patient, await arrange.patient(clinic.organization.id)]
    await record({ kind: "withdrawn" })
    const phone = out.phone ?? ""
    await optOutPatient(as("clinician"), { patientId: out.id, phone, means: "phone" })
    const { outcomes } = await many([later.id, out.id], { saidOn: "2026-01-31" })
    expect(new Map(outcomes.map(({ patientId, says }) => [patientId, says]))).toEqual(
      new Map([
        [later.id, "outranked"],
        [out.id, "opted_out"],
      ]),
    )
    const { at, recorded_at } = (await consentsNow())[0] as { at: Date; recorded_at: Date }
    expect(at.toISOString().slice(0, 10)).toMatch(/2026-01-3[01]/)
    expect(recorded_at.getTime()).toBeGreaterThan(at.getTime())
    const ahead = many([out.id], { saidOn: "2999-01-01" })
    await expect(ahead).rejects.toMatchObject({ code: "invalid", field: "saidOn" })
    const back = many([out.id], { saidOn: "2026-01-31", kind: "withdrawn" })
    await expect(back).rejects.toMatchObject({ code: "invalid" })
  })

  it("repeats nothing, and refuses an id that is somebody else's", async () => {
    const records = [{ patientId: clinic.patient.id, consentId: randomUUID() }]
    const ask = { records, ...words, means: "paper" as const }
    expect(await recordConsents(as("admin"), ask)).toMatchObject({ recorded: 1, repeated: 0 })
    expect(await recordConsents(as("admin"), ask)).toMatchObject({ recorded: 0, repeated: 1 })
    const other = await arrange.patient(clinic.organization.id)
    const mixed = records.map(({ consentId }) => ({ consentId, patientId: other.id }))
    await expect(recordConsents(as("admin"), { ...ask, records: mixed })).rejects.toMatchObject({
      code: "conflict",
    })
    expect(await consentsNow()).toHaveLength(1)
  })

  it("is all or nothing, for patients of the organization, by coordinators and admins", async () => {
    const elsewhere = await arrange.clinic()
    const ids = [clinic.patient.id, elsewhere.patient.id]
    await expect(many(ids)).rejects.toMatchObject({ code: "not_found" })
    await expect(many([clinic.patient.id], {}, as("clinician"))).rejects.toMatchObject({
      code: "forbidden",
    })
    const twice = [clinic.patient.id, clinic.patient.id]
    await expect(many(twice)).rejects.toThrow("once")
    await expect(many([])).rejects.toThrow()
    await expect(many(Array.from({ length: 501 }, () => randomUUID()))).rejects.toThrow("500")
    expect(await consentsNow()).toEqual([])
  })
})

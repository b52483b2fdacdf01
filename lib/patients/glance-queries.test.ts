import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { DAY_MS } from "@/lib/time"
import { filterChoices, patientGlance } from "./glance-queries"
import { renewSummaries } from "./summary"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.now()

it("knows the days of each reason, leaves an audit entry, and shows nobody else's patient", async () => {
  const clinic = await arrange.clinic()
  for (const days of [3, 2]) {
    const dueAt = now - days * DAY_MS
    await arrange.dose(clinic.regimen, { dueAt, state: "no_response", reminded: true })
  }
  await asSystem(async (tx) => {
    await enterOrganization(tx, clinic.organization.id)
    await renewSummaries(tx, { patientIds: [clinic.patient.id], now })
  })
  const dayOf = (days: number) => new Date(now - days * DAY_MS).toISOString().slice(0, 10)
  const ctx = mintStaffContext(clinic.clinician)
  expect((await patientGlance(ctx, clinic.patient.id, now)).attention).toEqual([
    { rule: "gap", fromDate: dayOf(3), toDate: dayOf(2) },
  ])
  const { rows } = await test
    .owner()
    .query("SELECT patient_id FROM audit WHERE actor_id = $1", [clinic.clinician.staffId])
  expect(rows).toEqual([{ patient_id: clinic.patient.id }])
  const elsewhere = mintStaffContext((await arrange.clinic()).clinician)
  const foreign = patientGlance(elsewhere, clinic.patient.id, now)
  await expect(foreign).rejects.toMatchObject({ code: "not_found" })
})

it("tells the next dose by the version that holds, not one replaced before it began", async () => {
  const clinic = await arrange.clinic()
  await arrange.dose(clinic.regimen, { dueAt: now + DAY_MS })
  const ctx = mintStaffContext(clinic.clinician)
  const before = (await patientGlance(ctx, clinic.patient.id, now)).nextDose
  await arrange.neverBegun(clinic.regimen, { isReminding: false, doseText: "never" })
  expect((await patientGlance(ctx, clinic.patient.id, now)).nextDose).toEqual(before)
})

it("shows the last reply that the person may read", async () => {
  const clinic = await arrange.clinic()
  const write = (body: string, state: string, reason: string | null, minutesAgo: number) =>
    test.owner().query(
      `INSERT INTO replies (organization_id, id, dedupe_key, payload, patient_id, event_at, body,
         state, reason)
       VALUES ($1, gen_random_uuid(), gen_random_uuid(), '{}', $2,
         now() - $3 * interval '1 minute', $4, $5, $6)`,
      [clinic.organization.id, clinic.patient.id, minutesAgo, body, state, reason],
    )
  const lastFor = async (role: "clinician" | "coordinator" | "admin") =>
    (await patientGlance(mintStaffContext(clinic[role]), clinic.patient.id, now)).lastReply?.body
  await write("ours", "applied", null, 9)
  await write("dismissed", "dismissed", "unknown_code", 8)
  await write("waits", "quarantined", "other_patients_message", 7)
  expect(await lastFor("clinician")).toBe("dismissed")
  await write("out of quarantine", "dismissed", "other_patients_message", 6)
  expect(await lastFor("clinician")).toBe("dismissed")
  expect(await lastFor("coordinator")).toBe("dismissed")
  expect(await lastFor("admin")).toBe("out of quarantine")
})

it("offers the medications alone that the filter finds somebody with", async () => {
  const clinic = await arrange.clinic()
  const organizationId = clinic.organization.id
  const today = new Date(now).toISOString().slice(0, 10)
  const dayOf = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10)
  const take = async (medication: string, of: { endDate?: string; startDate?: string } = {}) => {
    const patient = await arrange.patient(organizationId)
    const startDate = of.startDate ?? "2026-01-01"
    const regimen = await arrange.regimen(patient, { medication, startDate })
    await test
      .owner()
      .query("UPDATE regimen_versions SET end_date = $2 WHERE regimen_id = $1", [
        regimen.id,
        of.endDate ?? null,
      ])
    return patient
  }
  await take("Ended long ago", { endDate: dayOf(-30) })
  await take("Ends today", { endDate: today })
  await take("Begins soon", { startDate: dayOf(5) })
  // Of two who had it one goes on.
  await take("Halved", { endDate: dayOf(-30) })
  await take("Halved")
  const gone = [await take("Of a disabled patient"), await take("Of a deleted patient")]
  await test.owner().query("UPDATE patients SET is_enabled = false WHERE id = $1", [gone[0]?.id])
  await test.owner().query("UPDATE patients SET deleted_at = now() WHERE id = $1", [gone[1]?.id])
  await arrange.regimen((await arrange.clinic()).patient, { medication: "Elsewhere" })

  const choices = await filterChoices(mintStaffContext(clinic.clinician), now)
  expect(choices.medications).toEqual(["Begins soon", "Ends today", "Halved", "Metformin"])
})

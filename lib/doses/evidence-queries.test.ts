import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { HOUR_MS } from "@/lib/time"
import { doseEvidence } from "./evidence-queries"

const test = testDatabase()
const arrange = fixtures(test)
const dueAt = Date.UTC(2026, 10, 3, 8)
const now = dueAt + 2 * HOUR_MS

describe("doseEvidence", () => {
  let clinic: ArrangedClinic
  let ctx: StaffContext
  let dose: ArrangedDose

  beforeAll(async () => {
    clinic = await arrange.clinic()
    ctx = mintStaffContext(clinic.clinician)
    dose = await arrange.dose(clinic.regimen, { dueAt })
    const other = await arrange.dose(clinic.regimen, { dueAt: dueAt + 24 * HOUR_MS })
    await arrange.message(clinic.patient, [dose], { createdAt: dueAt })
    await arrange.message(clinic.patient, [other], { createdAt: dueAt })
  })

  const of = (patientId: string, doseId: string, who = ctx, at = now) =>
    doseEvidence(who, { patientId, doseId }, at)

  it("tells the events of a dose and the message that asked about it, and of no other", async () => {
    const evidence = await of(clinic.patient.id, dose.id)
    expect(evidence).toMatchObject({
      zone: "UTC",
      dose: {
        ...{ id: dose.id, state: "pending", medication: "Metformin", doseText: "500 mg" },
        events: [{ kind: "reminded", source: "system", at: dueAt }],
        schedule: { startDate: "2026-01-01", endDate: null },
      },
      messages: [{ state: "sent", doseIds: [dose.id] }],
      replies: [],
    })
  })

  it("reads the state from the events and the clock, whatever is cached", async () => {
    const { dose: closed } = await of(clinic.patient.id, dose.id, ctx, dose.closesAt)
    expect(closed.state).toBe("no_response")
  })

  it("tells its times on the dose's clock, wherever the patient lives by now", async () => {
    const mover = await arrange.clinic()
    const before = await arrange.dose(mover.regimen, { dueAt })
    const query = "UPDATE patients SET time_zone_override = 'Asia/Tokyo' WHERE id = $1"
    await test.owner().query(query, [mover.patient.id])
    const told = await of(mover.patient.id, before.id, mintStaffContext(mover.clinician))
    expect([told.zone, told.dose.zone]).toEqual(["UTC", "UTC"])
  })

  it("leaves an audit entry", async () => {
    await of(clinic.patient.id, dose.id, mintStaffContext(clinic.admin))
    const { rows } = await test
      .owner()
      .query("SELECT verb, subject_id FROM audit WHERE actor_id = $1", [clinic.admin.staffId])
    expect(rows).toEqual([{ verb: "patient_read", subject_id: clinic.patient.id }])
  })

  it("knows no dose of another organization or patient, and none that does not exist", async () => {
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    const neighbour = await arrange.patient(clinic.organization.id)
    for (const [who, patientId, doseId] of [
      [stranger, clinic.patient.id, dose.id],
      [ctx, neighbour.id, dose.id],
      [ctx, clinic.patient.id, newId()],
    ] as const) {
      await expect(of(patientId, doseId, who)).rejects.toMatchObject({ code: "not_found" })
    }
  })
})

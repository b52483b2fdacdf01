import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { HOUR_MS } from "@/lib/time"
import { patientTimeline } from "./timeline-queries"

const test = testDatabase()
const arrange = fixtures(test)
const dueAt = Date.UTC(2026, 10, 3, 8)
const now = dueAt + 2 * HOUR_MS

describe("patientTimeline", () => {
  let clinic: ArrangedClinic
  let ctx: StaffContext
  let dose: ArrangedDose

  beforeAll(async () => {
    clinic = await arrange.clinic()
    ctx = mintStaffContext(clinic.clinician)
    dose = await arrange.dose(clinic.regimen, { dueAt })
    await arrange.dose(clinic.regimen, { dueAt: dueAt + 24 * HOUR_MS })
    await arrange.message(clinic.patient, [dose], { createdAt: dueAt })
  })

  it("tells each dose with its events and the message that asked about it", async () => {
    const timeline = await patientTimeline(ctx, clinic.patient.id, 30, now)
    expect(timeline).toMatchObject({ today: "2026-11-03", fromDate: "2026-10-05", days: 30 })
    const [first, coming] = timeline.doses
    expect(first).toMatchObject({
      id: dose.id,
      state: "pending",
      reminded: true,
      sentence: "Tue 3 Nov 08:00, Metformin: reminded, waiting for a reply",
    })
    expect(first?.events).toMatchObject([{ kind: "reminded", source: "system", at: dueAt }])
    expect(coming?.state).toBe("scheduled")
    expect(timeline.messages).toMatchObject([{ state: "sent", doseIds: [dose.id] }])
  })

  it("reads states from the events and the clock, whatever is cached", async () => {
    const later = dose.closesAt + 1
    const { doses, figures } = await patientTimeline(ctx, clinic.patient.id, 30, later)
    expect(doses[0]?.state).toBe("no_response")
    expect(figures[7]).toMatchObject({ n: 1, taken: 0, high: 1, enough: false })
  })

  it("leaves one audit entry a person, however often the page refetches", async () => {
    const again = mintStaffContext(clinic.admin)
    await patientTimeline(again, clinic.patient.id, 30, now)
    await patientTimeline(again, clinic.patient.id, 90, now)
    const { rows } = await test
      .owner()
      .query("SELECT verb, subject_id FROM audit WHERE actor_id = $1", [clinic.admin.staffId])
    expect(rows).toEqual([{ verb: "patient_read", subject_id: clinic.patient.id }])
  })

  it("knows no patient of another organization, and none that does not exist", async () => {
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    for (const [who, id] of [
      [stranger, clinic.patient.id],
      [ctx, newId()],
    ] as const) {
      await expect(patientTimeline(who, id, 30, now)).rejects.toMatchObject({ code: "not_found" })
    }
  })
})

import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { acknowledgeTask } from "./mutations"
import { todayFor } from "./today"

const test = testDatabase()
const arrange = fixtures(test)

async function openTask(clinic: ArrangedClinic): Promise<string> {
  const [taskId, replyId] = [newId(), newId()]
  const { id: organizationId } = clinic.organization
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, state, reason, body, patient_id)
     VALUES ($1, $2::uuid, $2::text, '{}', 'review', 'safety', 'chest pain', $3)`,
    [organizationId, replyId, clinic.patient.id],
  )
  await test.owner().query(
    `INSERT INTO tasks (organization_id, id, kind, patient_id, reply_id)
     VALUES ($1, $2, 'safety', $3, $4)`,
    [organizationId, taskId, clinic.patient.id, replyId],
  )
  return taskId
}

describe("acknowledgeTask", () => {
  it("names who took care, and tells a second person so", async () => {
    const clinic = await arrange.clinic()
    const taskId = await openTask(clinic)
    await acknowledgeTask(mintStaffContext(clinic.clinician), { taskId })
    const coordinator = mintStaffContext(clinic.coordinator)
    await expect(acknowledgeTask(coordinator, { taskId })).rejects.toMatchObject({
      code: "conflict",
    })
    const { safety } = await todayFor(coordinator, Date.now())
    expect(safety).toMatchObject([{ taskId, state: "acknowledged", words: "chest pain" }])
    expect(safety[0]?.acknowledgedBy).toBe("Robin clinician")
  })

  it("does not reach another organization's", async () => {
    const taskId = await openTask(await arrange.clinic())
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    await expect(acknowledgeTask(stranger, { taskId })).rejects.toMatchObject({ code: "not_found" })
  })
})

describe("todayFor", () => {
  it("gives each role its own sections, and a safety reply stands only above them", async () => {
    const clinic = await arrange.clinic()
    await openTask(clinic)
    const now = Date.now()
    const dueAt = now - 60_000
    await arrange.dose(clinic.regimen, { dueAt, localDate: "2026-11-03", slot: "08:00" })
    const coordinator = await todayFor(mintStaffContext(clinic.coordinator), now)
    expect(coordinator.sections.map(({ key, total }) => [key, total])).toEqual([
      ["due", 1],
      ["conversations", 0],
      ["sends", 0],
    ])
    const clinician = await todayFor(mintStaffContext(clinic.clinician), now)
    expect(clinician.sections.map(({ key }) => key)).toEqual(["attention", "conversations"])
    expect(clinician.safety).toHaveLength(1)
  })
})

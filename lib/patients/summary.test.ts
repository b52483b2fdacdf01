import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { correctDoses } from "@/lib/doses/correction-mutations"
import { receiveCall } from "@/lib/replies/receive"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"

const test = testDatabase()
const arrange = fixtures(test)

it("holds a dose that was reported taken twice for a possible double one, until staff says", async () => {
  const clinic = await arrange.clinic()
  const { organization, patient, regimen } = clinic
  const dueAt = Date.now() - 4 * HOUR_MS
  const dose = await arrange.dose(regimen, { dueAt })
  const message = await arrange.message(patient, [dose], { sentAt: dueAt })
  const say = (minutes: number) => {
    const at = dueAt + minutes * MINUTE_MS
    const call = pluginCall({
      organizationId: organization.id,
      senderId: patient.id,
      from: patient.phone,
      inboundMessageId: randomUUID(),
      previousMessageId: message.biotMessageId,
      startTime: new Date(at).toISOString(),
    })
    return receiveCall(call, at)
  }
  const reasons = async () => {
    const { rows } = await test
      .owner()
      .query("SELECT need_reasons FROM patient_summaries WHERE patient_id = $1", [patient.id])
    return rows[0].need_reasons
  }

  await say(5)
  await say(10)
  expect(await reasons()).toEqual([])
  await say(90)
  expect(await reasons()).toEqual([{ rule: "double_dose", values: { n: 1 } }])
  await correctDoses(mintStaffContext(clinic.clinician), {
    ...{ correctionId: randomUUID(), patientId: patient.id, as: "taken" },
    doses: [{ doseId: dose.id, seen: "taken_on_time" }],
    takenAt: dueAt + 5 * MINUTE_MS,
    reason: "Answered twice, took it once",
  })
  expect(await reasons()).toEqual([])
})

it("has the due time of a dose that staff confirmed without one as the last reported", async () => {
  const clinic = await arrange.clinic()
  const now = Date.now()
  const [dueAt, soon] = [now - 30 * HOUR_MS, now + 30 * MINUTE_MS]
  const lastTaken = async () => {
    const { rows } = await test
      .owner()
      .query("SELECT last_taken_at FROM patient_summaries WHERE patient_id = $1", [
        clinic.patient.id,
      ])
    return rows[0].last_taken_at?.getTime() ?? null
  }
  const confirm = async (due: number, as: "taken" | "not_taken", seen: DoseState) => {
    const dose = await arrange.dose(clinic.regimen, { dueAt: due })
    await correctDoses(mintStaffContext(clinic.clinician), {
      ...{ correctionId: randomUUID(), patientId: clinic.patient.id, as },
      ...{ doses: [{ doseId: dose.id, seen }], reason: "Told by phone" },
    })
  }
  await confirm(dueAt - 24 * HOUR_MS, "not_taken", "not_reminded")
  expect(await lastTaken()).toBeNull()
  await confirm(dueAt, "taken", "not_reminded")
  expect(await lastTaken()).toBe(dueAt)
  await confirm(soon, "taken", "scheduled")
  expect(await lastTaken()).toBeGreaterThanOrEqual(now)
  expect(await lastTaken()).toBeLessThan(soon)
})

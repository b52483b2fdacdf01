import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintSystemContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { reduceDose } from "@/lib/doses/reduce"
import { loadStatedDoses } from "@/lib/doses/restate"
import { lockPatient } from "@/lib/patients/lock"
import { summarizePatients } from "@/lib/patients/summary"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)
const PATIENTS = 6
const REPLIES = 16

it("sixteen replies of one patient at once leave every stored figure as recomputed", async () => {
  const clinic = await arrange.clinic()
  const organizationId = clinic.organization.id
  const people = []
  for (let n = 0; n < PATIENTS; n += 1) {
    const patient = await arrange.patient(organizationId)
    const regimen = await arrange.regimen(patient)
    const asked: { dose: ArrangedDose; biotId: string | null }[] = []
    for (let day = 1; day <= REPLIES; day += 1) {
      const dueAt = Date.now() - day * DAY_MS - HOUR_MS
      const dose = await arrange.dose(regimen, { dueAt })
      const { biotMessageId } = await arrange.message(patient, [dose])
      asked.push({ dose, biotId: biotMessageId })
    }
    people.push({ patient, asked })
  }
  const calls = people.flatMap(({ patient, asked }) =>
    asked.map(({ biotId }, n) =>
      pluginCall({
        organizationId,
        senderId: patient.id,
        from: patient.phone,
        body: n % 5 === 0 ? "no" : "1",
        inboundMessageId: randomUUID(),
        previousMessageId: biotId,
      }),
    ),
  )
  const answers = await Promise.all(calls.map((call) => receiveCall(call, Date.now())))
  expect(answers.every((answer) => answer.result === "stored" && answer.state === "applied")).toBe(
    true,
  )

  const ctx = mintSystemContext(organizationId, "test", "trace")
  for (const { patient, asked } of people) {
    const { rows } = await test.owner().query(
      `SELECT taken_30, expected_30, current_gap, need, need_reasons, updated_at
         FROM patient_summaries WHERE patient_id = $1`,
      [patient.id],
    )
    const now = rows[0].updated_at.getTime()
    await readAs(ctx, async (tx) => {
      const locked = await lockPatient(tx, patient.id)
      const [fresh] = await summarizePatients(tx, [locked!], now)
      expect(rows[0]).toMatchObject({
        taken_30: fresh!.taken30,
        expected_30: fresh!.expected30,
        current_gap: fresh!.currentGap,
        need: fresh!.need,
        need_reasons: fresh!.needReasons,
      })
      expect(fresh).toMatchObject({ taken30: 12, expected30: 16 })
      const ids = asked.map(({ dose }) => dose.id)
      for (const dose of await loadStatedDoses(tx, ids)) {
        const state = reduceDose(dose, dose.events, now).state
        const stored = await test.owner().query("SELECT state FROM doses WHERE id = $1", [dose.id])
        expect(stored.rows[0].state).toBe(state)
      }
    })
  }
}, 60_000)

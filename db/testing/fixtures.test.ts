import { expect, it } from "vitest"
import { testDatabase } from "./database"
import { fixtures } from "./fixtures"

const test = testDatabase()
const arrange = fixtures(test)

it("arranges a clinic, a dose and the message that asked about it", async () => {
  const clinic = await arrange.clinic()
  const dose = await arrange.dose(clinic.regimen, { dueAt: Date.UTC(2026, 10, 3, 8) })
  const message = await arrange.message(clinic.patient, [dose])
  const { rows } = await test.owner().query(
    `SELECT m.state, d.local_date, d.slot, e.kind, s.role
       FROM messages m JOIN message_doses md ON md.message_id = m.id
       JOIN doses d ON d.id = md.dose_id JOIN dose_events e ON e.dose_id = d.id
       JOIN staff s ON s.organization_id = d.organization_id AND s.role = 'admin'
      WHERE m.id = $1`,
    [message.id],
  )
  expect(rows).toMatchObject([{ state: "sent", slot: "08:00", kind: "reminded", role: "admin" }])
})

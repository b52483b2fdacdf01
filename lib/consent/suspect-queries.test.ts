import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedPatient, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { loadSendFacts } from "@/lib/messages/send-facts"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { suspectedOptOuts } from "./suspect-queries"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.now()
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const ctx = () => mintStaffContext(clinic.admin)
const suspected = (...whom: ArrangedPatient[]) =>
  readAs(ctx(), (tx) => suspectedOptOuts(tx, whom, now))
const text = (of: ArrangedPatient, daysAgo: number, fields: object = {}) =>
  arrange.message(of, [], { sentAt: now - daysAgo * DAY_MS, ...fields })
const reply = (of: ArrangedPatient, daysAgo: number) =>
  query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, received_at, event_at, state,
       from_phone, patient_id, sender_kind)
     VALUES ($1, gen_random_uuid(), $2, '{}', $3, $3, 'applied', $4, $5, 'patient')`,
    [
      ...[of.organizationId, randomUUID(), new Date(now - daysAgo * DAY_MS + HOUR_MS)],
      ...[of.phone, of.id],
    ],
  )
/** Ten texts answered, then `silent` that were not. */
async function history(of: ArrangedPatient, silent: number) {
  for (let day = 20; day > 10; day -= 1) {
    await text(of, day)
    await reply(of, day)
  }
  for (let day = 0; day < silent; day += 1) await text(of, 10 - day)
}

describe("suspectedOptOuts", () => {
  it("finds whose phone has gone silent, among many, and tells the gate", async () => {
    const [silent, patient] = [clinic.patient, await arrange.patient(clinic.organization.id)]
    const never = await arrange.patient(clinic.organization.id)
    await history(silent, 5)
    await history(patient, 4)
    for (let day = 9; day > 0; day -= 1) await text(never, day)
    const found = await suspected(silent, patient, never)
    expect([...found]).toEqual([
      [
        silent.id,
        { cause: "silence", texts: 5, since: now - 10 * DAY_MS, answered: 10, asked: 10 },
      ],
    ])
    const subjects = [silent, patient].map(({ id }) => ({ patientId: id, doseIds: [] }))
    const facts = await readAs(ctx(), (tx) =>
      loadSendFacts(tx, subjects, { outside: new Map(), now }),
    )
    expect(facts.get(silent.id)?.gate.isOptOutSuspected).toBe(true)
    expect(facts.get(patient.id)?.gate.isOptOutSuspected).toBe(false)
  })

  it("ends with a reply, an opt-out, a lifted one, and a new phone", async () => {
    const phone = clinic.patient.phone
    await history(clinic.patient, 6)
    expect((await suspected(clinic.patient)).size).toBe(1)
    const moved = { ...clinic.patient, phone: "+15558887777" }
    expect((await suspected(moved)).size).toBe(0)
    expect((await suspected({ ...clinic.patient, phone: null })).size).toBe(0)
    const optedOut = "INSERT INTO opt_outs VALUES ($1, $2, true, now())"
    await query(optedOut, [clinic.organization.id, phone])
    expect((await suspected(clinic.patient)).size).toBe(0)
    await query("UPDATE opt_outs SET is_opted_out = false WHERE phone = $1", [phone])
    expect((await suspected(clinic.patient)).size).toBe(0)
    await query("DELETE FROM opt_outs WHERE phone = $1", [phone])
    expect((await suspected(clinic.patient)).size).toBe(1)
    await reply(clinic.patient, 1)
    expect((await suspected(clinic.patient)).size).toBe(0)
  })

  it("finds two refusals in a row, and no failures of another kind", async () => {
    const refused = { state: "failed", reason: "NUMBER_OPTED_OUT" }
    await text(clinic.patient, 3, { ...refused, reason: "SMS_NOT_SENT" })
    await text(clinic.patient, 2, refused)
    expect((await suspected(clinic.patient)).size).toBe(0)
    await text(clinic.patient, 1, refused)
    expect((await suspected(clinic.patient)).get(clinic.patient.id)).toEqual({ cause: "blocked" })
    await text(clinic.patient, 0.5)
    expect((await suspected(clinic.patient)).size).toBe(0)
  })
})

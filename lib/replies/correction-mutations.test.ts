import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedStaff,
  fixtures,
} from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { reassignReply, undoDecision } from "./correction-mutations"
import { dismissReply, linkReply } from "./mutations"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)
const reason = "Asked on the phone."
let clinic: ArrangedClinic
let dose: ArrangedDose
let other: { patient: ArrangedClinic["patient"]; dose: ArrangedDose }
let dueAt: number

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() - 8 * HOUR_MS
  dose = await arrange.dose(clinic.regimen, { dueAt })
  await arrange.message(clinic.patient, [dose], { sentAt: dueAt })
  const patient = await arrange.patient(clinic.organization.id)
  other = { patient, dose: await arrange.dose(await arrange.regimen(patient), { dueAt }) }
  await arrange.message(patient, [other.dose], { sentAt: dueAt })
})

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const as = (person: ArrangedStaff) => mintStaffContext(person)
const rowOf = async (id: string) => (await query("SELECT * FROM replies WHERE id = $1", id))[0]
const standing = async ({ id }: ArrangedDose) =>
  (await query("SELECT state, replied FROM doses WHERE id = $1", id))[0]
const taken30 = async (patientId: string) =>
  (await query("SELECT taken_30 FROM patient_summaries WHERE patient_id = $1", patientId))[0]

async function reply(afterMinutes: number, fields: CallFields = {}): Promise<string> {
  const when = dueAt + afterMinutes * MINUTE_MS
  const call = pluginCall({
    organizationId: clinic.organization.id,
    senderId: clinic.patient.id,
    from: clinic.patient.phone,
    startTime: new Date(when).toISOString(),
    ...fields,
  })
  const received = await receiveCall(call, when)
  if (received.result === "ignored") throw new Error("ignored")
  return received.replyId
}

async function seenOf(replyId: string) {
  const [row] = await query(
    `SELECT attempts, (SELECT id FROM reply_decisions d WHERE d.reply_id = r.id
       ORDER BY at DESC LIMIT 1) AS "decisionId" FROM replies r WHERE id = $1`,
    replyId,
  )
  return row
}

async function toOther(
  replyId: string,
  fields: { doseIds?: string[]; meaning?: "not_taken" } = {},
) {
  const to = { patientId: other.patient.id, doseIds: [other.dose.id] }
  const meaning = "taken" as const
  return { replyId, ...to, meaning, ...fields, reason, seen: await seenOf(replyId) }
}
const undo = async (replyId: string) => ({ replyId, reason, seen: await seenOf(replyId) })

describe("reassignReply", () => {
  it("moves an applied reply to another patient; both calendars and figures follow", async () => {
    const replyId = await reply(12)
    expect(await standing(dose)).toEqual({ state: "taken_on_time", replied: true })
    await reassignReply(as(clinic.coordinator), await toOther(replyId))
    expect(await standing(dose)).toEqual({ state: "no_response", replied: false })
    expect(await standing(other.dose)).toEqual({ state: "taken_confirmed", replied: true })
    expect(await taken30(clinic.patient.id)).toEqual({ taken_30: 0 })
    expect(await taken30(other.patient.id)).toEqual({ taken_30: 1 })
    expect(await rowOf(replyId)).toMatchObject({
      state: "applied",
      match_rule: "staff",
      patient_id: other.patient.id,
      decided_by: clinic.coordinator.staffId,
    })
    const kinds = "SELECT kind, source FROM dose_events WHERE dose_id = $1 ORDER BY recorded_at, id"
    expect(await query(kinds, dose.id)).toEqual([
      { kind: "reminded", source: "system" },
      { kind: "taken", source: "patient" },
      { kind: "voided", source: "staff" },
    ])
    const [entry] = await query("SELECT * FROM audit WHERE verb = 'reply.reassigned'")
    expect(entry.details).toMatchObject({
      fromPatientId: clinic.patient.id,
      doses: expect.arrayContaining([
        { doseId: dose.id, before: "taken_on_time", after: "no_response" },
        { doseId: other.dose.id, before: "no_response", after: "taken_confirmed" },
      ]),
    })
    expect(JSON.stringify(entry)).not.toContain(reason)
  })

  it("moves it on from where a person had put it, and back to the first dose", async () => {
    const replyId = await reply(12, { body: "hm" })
    const own = { patientId: clinic.patient.id, doseIds: [dose.id], meaning: "taken" as const }
    await linkReply(as(clinic.admin), { replyId, ...own, reason })
    await reassignReply(as(clinic.admin), await toOther(replyId, { meaning: "not_taken" }))
    expect(await standing(dose)).toMatchObject({ state: "no_response" })
    expect(await standing(other.dose)).toMatchObject({ state: "not_taken" })
    await reassignReply(as(clinic.admin), { ...(await toOther(replyId)), ...own })
    expect(await standing(dose)).toMatchObject({ state: "taken_confirmed" })
    expect(await standing(other.dose)).toEqual({ state: "no_response", replied: false })
  })

  it("tells the second of two admins who was first, and what they did", async () => {
    const replyId = await reply(12)
    const input = await toOther(replyId)
    const second = await arrange.staff(clinic.organization.id, "admin")
    const both = await Promise.allSettled([
      reassignReply(as(clinic.admin), input),
      reassignReply(as(second), input),
    ])
    const name = "Robin admin"
    expect(both.filter(({ status }) => status === "rejected")).toMatchObject([
      {
        reason: {
          code: "conflict",
          message: `${name} moved this reply to another dose first. Nothing was changed.`,
        },
      },
    ])
    const again = reassignReply(as(clinic.coordinator), input)
    await expect(again).rejects.toMatchObject({ code: "conflict" })
  })

  it("reaches nothing of another organization and no dose of a third patient", async () => {
    const replyId = await reply(12)
    const input = await toOther(replyId)
    const stranger = as((await arrange.clinic()).admin)
    await expect(reassignReply(stranger, input)).rejects.toMatchObject({ code: "not_found" })
    const wrong = reassignReply(as(clinic.admin), { ...input, doseIds: [dose.id] })
    await expect(wrong).rejects.toMatchObject({ code: "invalid", field: "doseIds" })
    const waiting = await toOther(await reply(14, { body: "hm" }))
    const open = reassignReply(as(clinic.admin), waiting)
    await expect(open).rejects.toMatchObject({ code: "invalid" })
    expect(await standing(dose)).toMatchObject({ state: "taken_on_time" })
    expect(await query("SELECT 1 FROM reply_decisions WHERE reply_id = $1", replyId)).toEqual([])
  })

  it("is an admin's alone where an admin dismissed it out of quarantine", async () => {
    const replyId = await reply(12, { body: "hm" })
    await query(
      "UPDATE replies SET state = 'quarantined', reason = 'other_patients_message' WHERE id = $1",
      replyId,
    )
    await dismissReply(as(clinic.admin), { replyId, reason })
    const input = await toOther(replyId)
    const refused = reassignReply(as(clinic.coordinator), input)
    await expect(refused).rejects.toMatchObject({ code: "forbidden" })
    expect(await rowOf(replyId)).toMatchObject({ state: "dismissed" })
    expect(await reassignReply(as(clinic.admin), input)).toMatchObject({ replyId })
  })

  it("is refused to a clinician", async () => {
    const replyId = await reply(12)
    const refused = reassignReply(as(clinic.clinician), await toOther(replyId))
    await expect(refused).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("undoDecision", () => {
  it("takes a move back, then nothing more; deciding again is open", async () => {
    const replyId = await reply(12)
    const before = await rowOf(replyId)
    await reassignReply(as(clinic.admin), await toOther(replyId))
    const answer = await undoDecision(as(clinic.coordinator), await undo(replyId))
    expect(answer).toMatchObject({ replyId, state: "applied" })
    expect(await rowOf(replyId)).toEqual(before)
    expect(await standing(dose)).toEqual({ state: "taken_on_time", replied: true })
    expect(await standing(other.dose)).toEqual({ state: "no_response", replied: false })
    expect(await taken30(clinic.patient.id)).toEqual({ taken_30: 1 })
    expect(await taken30(other.patient.id)).toEqual({ taken_30: 0 })
    const more = undoDecision(as(clinic.admin), await undo(replyId))
    await expect(more).rejects.toMatchObject({ code: "invalid" })
    await reassignReply(as(clinic.admin), await toOther(replyId))
    expect(await standing(other.dose)).toMatchObject({ state: "taken_confirmed" })
    expect(await standing(dose)).toMatchObject({ state: "no_response" })
  })

  it("returns a dismissed and a linked reply to Review as they were", async () => {
    await reply(12)
    const replyId = await reply(60, { body: "no" })
    const before = await rowOf(replyId)
    expect(before).toMatchObject({ state: "review", reason: "contradiction" })
    await dismissReply(as(clinic.admin), { replyId, reason })
    await undoDecision(as(clinic.admin), await undo(replyId))
    expect(await rowOf(replyId)).toEqual(before)
    const to = { patientId: other.patient.id, doseIds: [other.dose.id] }
    await linkReply(as(clinic.admin), { replyId, ...to, meaning: "not_taken", reason })
    // What it said of the first dose went with it.
    expect(await standing(dose)).toMatchObject({ state: "taken_on_time" })
    await undoDecision(as(clinic.admin), await undo(replyId))
    expect(await rowOf(replyId)).toEqual(before)
    expect(await standing(dose)).toMatchObject({ state: "conflicting" })
    expect(await standing(other.dose)).toMatchObject({ state: "no_response" })
  })

  it("takes several decisions back one by one, the last first", async () => {
    const replyId = await reply(12, { body: "hm" })
    const own = { patientId: clinic.patient.id, doseIds: [dose.id], meaning: "taken" as const }
    await linkReply(as(clinic.admin), { replyId, ...own, reason })
    await reassignReply(as(clinic.admin), await toOther(replyId))
    await undoDecision(as(clinic.admin), await undo(replyId))
    expect(await standing(dose)).toMatchObject({ state: "taken_confirmed" })
    await undoDecision(as(clinic.admin), await undo(replyId))
    expect(await standing(dose)).toMatchObject({ state: "no_response", replied: true })
    expect(await rowOf(replyId)).toMatchObject({ state: "review", decided_at: null })
  })

  it("is done once by two admins at once, and tells the second", async () => {
    const replyId = await reply(12, { body: "hm" })
    await dismissReply(as(clinic.coordinator), { replyId, reason })
    const input = await undo(replyId)
    const second = await arrange.staff(clinic.organization.id, "admin")
    const both = await Promise.allSettled([
      undoDecision(as(clinic.admin), input),
      undoDecision(as(second), input),
    ])
    expect(both.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "conflict", message: expect.stringContaining("Robin admin took back") } },
    ])
  })

  it("is refused to the wrong role, to another organization, and where only admins decide", async () => {
    const replyId = await reply(12, { body: "hm" })
    await query("UPDATE replies SET state = 'quarantined' WHERE id = $1", replyId)
    await dismissReply(as(clinic.admin), { replyId, reason })
    const input = await undo(replyId)
    const stranger = as((await arrange.clinic()).admin)
    await expect(undoDecision(stranger, input)).rejects.toMatchObject({ code: "not_found" })
    const forbidden = { code: "forbidden" }
    await expect(undoDecision(as(clinic.clinician), input)).rejects.toMatchObject(forbidden)
    await expect(undoDecision(as(clinic.coordinator), input)).rejects.toMatchObject(forbidden)
    const state = await undoDecision(as(clinic.admin), input)
    expect(state).toMatchObject({ state: "quarantined" })
  })
})

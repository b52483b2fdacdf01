import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedStaff,
  fixtures,
} from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { dismissReply, linkReply, retryReply } from "./mutations"
import { receiveCall } from "./receive"
import { rematchAfterSends } from "./rematch"

const test = testDatabase()
const arrange = fixtures(test)
const reason = "Asked on the phone."
let clinic: ArrangedClinic
let dose: ArrangedDose
let dueAt: number

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() - 8 * HOUR_MS
  dose = await arrange.dose(clinic.regimen, { dueAt })
  await arrange.message(clinic.patient, [dose], { sentAt: dueAt })
})

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const as = (person: ArrangedStaff) => mintStaffContext(person)
const doseState = async () => (await query("SELECT state FROM doses WHERE id = $1", dose.id))[0]
const rowOf = async (id: string) => (await query("SELECT * FROM replies WHERE id = $1", id))[0]

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

const link = (replyId: string, doseIds = [dose.id], patientId = clinic.patient.id) => {
  return { replyId, patientId, doseIds, meaning: "taken" as const, reason }
}

describe("linkReply", () => {
  it("makes a caregiver's answer the dose's, at the time it was sent", async () => {
    const caregiver = { kind: "caregiver", senderId: clinic.clinician.staffId }
    const replyId = await reply(30, caregiver)
    expect(await rowOf(replyId)).toMatchObject({ state: "unmatched" })
    await linkReply(as(clinic.coordinator), link(replyId))
    expect(await rowOf(replyId)).toMatchObject({
      state: "applied",
      match_rule: "staff",
      patient_id: clinic.patient.id,
      decided_by: clinic.coordinator.staffId,
      decision_note: reason,
    })
    expect(await doseState()).toEqual({ state: "taken_confirmed" })
    const [event] = await query("SELECT * FROM dose_events WHERE reply_id = $1", replyId)
    expect(event).toMatchObject({ source: "staff", staff_id: clinic.coordinator.staffId })
    expect(event.taken_at.getTime()).toBe(dueAt + 30 * MINUTE_MS)
  })

  it("settles a contradiction, with the time at which the patient took it", async () => {
    await reply(12)
    const replyId = await reply(60, { body: "no" })
    expect(await doseState()).toEqual({ state: "conflicting" })
    await linkReply(as(clinic.admin), link(replyId))
    const [row] = await query("SELECT state, taken_at FROM doses WHERE id = $1", dose.id)
    expect(row.state).toBe("taken_confirmed")
    expect(row.taken_at.getTime()).toBe(dueAt + 12 * MINUTE_MS)
  })

  it("tells the second of two people that the first has decided", async () => {
    const replyId = await reply(30, { body: "should I take it with food?" })
    const both = await Promise.allSettled([
      linkReply(as(clinic.coordinator), link(replyId)),
      dismissReply(as(clinic.admin), { replyId, reason }),
    ])
    expect(both.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "conflict", message: expect.stringContaining("first") } },
    ])
  })

  it("reaches nothing of another organization and no dose of another patient", async () => {
    const replyId = await reply(30, { body: "hm" })
    const stranger = as((await arrange.clinic()).admin)
    const foreign = linkReply(stranger, link(replyId))
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
    const other = await arrange.patient(clinic.organization.id)
    const wrong = linkReply(as(clinic.admin), link(replyId, [dose.id], other.id))
    await expect(wrong).rejects.toMatchObject({ code: "invalid", field: "doseIds" })
    expect(await rowOf(replyId)).toMatchObject({ state: "review", decided_by: null })
  })

  it("is refused to a clinician, and a quarantined reply to all but admins", async () => {
    const replyId = await reply(30, { body: "hm" })
    const forbidden = { code: "forbidden" }
    await expect(linkReply(as(clinic.clinician), link(replyId))).rejects.toMatchObject(forbidden)
    await query("UPDATE replies SET state = 'quarantined' WHERE id = $1", replyId)
    await expect(linkReply(as(clinic.coordinator), link(replyId))).rejects.toMatchObject(forbidden)
    expect(await linkReply(as(clinic.admin), link(replyId))).toMatchObject({ replyId })
  })
})

describe("dismissReply and retryReply", () => {
  it("set a reply aside with a reason, once", async () => {
    const replyId = await reply(30, { body: "should I take it with food?" })
    const need = "SELECT need_reasons FROM patient_summaries WHERE patient_id = $1"
    const before = (await query(need, clinic.patient.id))[0].need_reasons
    expect(before).toContainEqual({ rule: "unanswered_question", values: { n: 1 } })
    await dismissReply(as(clinic.coordinator), { replyId, reason })
    expect(await rowOf(replyId)).toMatchObject({ state: "dismissed", decision_note: reason })
    const after = (await query(need, clinic.patient.id))[0].need_reasons
    expect(after).not.toContainEqual({ rule: "unanswered_question", values: { n: 1 } })
    const again = dismissReply(as(clinic.admin), { replyId, reason })
    await expect(again).rejects.toMatchObject({ code: "conflict" })
    const retry = retryReply(as(clinic.admin), { replyId })
    await expect(retry).rejects.toMatchObject({ code: "conflict" })
  })

  it("are refused to the wrong role and to another organization", async () => {
    const replyId = await reply(30, { body: "hm" })
    const stranger = as((await arrange.clinic()).admin)
    const refused = [
      [() => dismissReply(as(clinic.clinician), { replyId, reason }), "forbidden"],
      [() => dismissReply(stranger, { replyId, reason }), "not_found"],
      [() => retryReply(as(clinic.coordinator), { replyId }), "forbidden"],
      [() => retryReply(stranger, { replyId }), "not_found"],
    ] as const
    for (const [act, code] of refused) await expect(act()).rejects.toMatchObject({ code })
    expect(await rowOf(replyId)).toMatchObject({ state: "review" })
  })

  it("interpret again once the patient is known", async () => {
    const id = randomUUID()
    const phone = "+15553334444"
    const replyId = await reply(30, { senderId: id, from: phone })
    expect(await rowOf(replyId)).toMatchObject({ reason: "unknown_patient" })
    const patient = await arrange.patient(clinic.organization.id, { id, phone })
    const regimen = await arrange.regimen(patient)
    await arrange.message(patient, [await arrange.dose(regimen, { dueAt })], { sentAt: dueAt })
    const answer = await retryReply(as(clinic.admin), { replyId })
    expect(answer).toEqual({ replyId, state: "applied", reason: null })
  })
})

describe("rematchAfterSends", () => {
  it("applies what was answered before the message's id was saved", async () => {
    const evening = await arrange.dose(clinic.regimen, { dueAt: dueAt + 7 * HOUR_MS })
    const sentAt = evening.dueAt
    const message = await arrange.message(clinic.patient, [evening], { state: "sending", sentAt })
    const biotId = randomUUID()
    const replyId = await reply(7 * 60 + 1, { previousMessageId: biotId })
    expect(await rowOf(replyId)).toMatchObject({ state: "unmatched", reason: "no_reminder" })
    await query(
      "UPDATE messages SET state = 'sent', sent_at = $2, biot_message_id = $3 WHERE id = $1",
      message.id,
      new Date(sentAt),
      biotId,
    )
    await query("UPDATE replies SET received_at = now() WHERE id = $1", replyId)
    const ctx = mintSystemContext(clinic.organization.id, "test", "trace")
    expect(await rematchAfterSends(ctx, { messageIds: [message.id] })).toBe(1)
    expect(await rowOf(replyId)).toMatchObject({ state: "applied", match_rule: "previous_id" })
    expect(await rematchAfterSends(ctx, { messageIds: [message.id] })).toBe(0)
    const late = linkReply(as(clinic.admin), link(replyId))
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Doseline read this reply again meanwhile and matched it."),
    })
  })
})

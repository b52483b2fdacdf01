import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedMessage,
  type ArrangedStaff,
  fixtures,
} from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { dismissReply, linkReply } from "@/lib/replies/mutations"
import { receiveCall } from "@/lib/replies/receive"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time"
import { reviewReply } from "./detail-queries"
import { candidateDoses } from "./dose-queries"
import { effectOfGiving } from "./effect"

const test = testDatabase()
const arrange = fixtures(test)
const as = (person: ArrangedStaff) => mintStaffContext(person)
let clinic: ArrangedClinic
let dose: ArrangedDose
let message: ArrangedMessage
let dueAt: number

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() - 8 * HOUR_MS
  dose = await arrange.dose(clinic.regimen, { dueAt })
  message = await arrange.message(clinic.patient, [dose], { sentAt: dueAt, body: "Your pills?" })
})

async function reply(when: number, fields: CallFields = {}): Promise<string> {
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

const caregiver = (body: string): CallFields => {
  return { kind: "caregiver", senderId: clinic.clinician.staffId, body }
}

async function looks(): Promise<{ patient_id: string; actor_id: string }[]> {
  const sql = "SELECT patient_id, actor_id FROM audit WHERE verb = 'patient_read'"
  return (await test.owner().query(`${sql} AND organization_id = $1`, [clinic.organization.id]))
    .rows
}

describe("the texts around a reply", () => {
  it("are the patient's in both directions, this one marked", async () => {
    const before = await reply(dueAt + 5 * MINUTE_MS, { body: "hello" })
    const id = await reply(dueAt + 9 * MINUTE_MS, { body: "should I eat first?" })
    await arrange.message(clinic.patient, [], { createdAt: dueAt - 3 * DAY_MS })
    const { around } = await reviewReply(as(clinic.coordinator), id)
    expect(around).toMatchObject([
      { kind: "message", id: message.id, words: "Your pills?", patientName: null },
      { kind: "reply", id: before, isThis: false },
      { kind: "reply", id, words: "should I eat first?", isThis: true },
    ])
  })

  it("are the number's while nobody knows whose it is, and leave an audit entry", async () => {
    const id = await reply(dueAt + MINUTE_MS, { senderId: randomUUID() })
    const { around, item } = await reviewReply(as(clinic.coordinator), id)
    expect(item.patientId).toBeNull()
    expect(around).toMatchObject([{ id: message.id, patientName: "Ada Vance" }, { id }])
    const look = { patient_id: clinic.patient.id, actor_id: clinic.coordinator.staffId }
    expect(await looks()).toEqual([look])
  })

  it("hold nothing quarantined for who may not see it", async () => {
    const other = await arrange.patient(clinic.organization.id)
    const asked = await arrange.message(other, [], { sentAt: dueAt })
    const apart = await reply(dueAt + MINUTE_MS, { inboundMessageId: asked.biotMessageId })
    const id = await reply(dueAt + 2 * MINUTE_MS, { body: "why?" })
    const seen = async (person: ArrangedStaff) =>
      (await reviewReply(as(person), id)).around.filter(({ kind }) => kind === "reply").length
    const shownTo = async () => [await seen(clinic.admin), await seen(clinic.coordinator)]
    expect(await shownTo()).toEqual([2, 1])
    // What an admin has set aside may be somebody else's as before.
    await dismissReply(as(clinic.admin), { replyId: apart, reason: "another patient's" })
    expect(await shownTo()).toEqual([2, 1])
    const detail = reviewReply(as(clinic.coordinator), apart)
    await expect(detail).rejects.toMatchObject({ code: "not_found" })
    expect((await reviewReply(as(clinic.admin), apart)).item.state).toBe("dismissed")
  })
})

describe("a caregiver's or an organization user's reply", () => {
  it("opens the safety task all the same", async () => {
    const id = await reply(dueAt + MINUTE_MS, caregiver("She has chest pain"))
    const sql = "SELECT kind, state FROM tasks WHERE reply_id = $1"
    const { rows } = await test.owner().query(sql, [id])
    expect(rows).toEqual([{ kind: "safety", state: "open" }])
    expect((await reviewReply(as(clinic.admin), id)).item.flags).toEqual(["safety"])
  })

  it("tells who wrote and for whom they may speak, and presumes the one asked there", async () => {
    const { phone } = clinic.patient
    await test
      .owner()
      .query("UPDATE staff SET phone = $2 WHERE id = $1", [clinic.clinician.staffId, "+15550009"])
    const ward = await arrange.patient(clinic.organization.id, { additionalPhone: "+15550009" })
    const id = await reply(dueAt + MINUTE_MS, caregiver("She took it"))
    const { sender, candidates, presumedId } = await reviewReply(as(clinic.coordinator), id)
    expect(sender).toMatchObject({
      ...{ kind: "caregiver", name: "Robin clinician", phone: "+15550009" },
      textedFor: [{ id: clinic.patient.id, messages: 1, at: dueAt }],
    })
    expect(new Set(sender?.speaksFor.map((owner) => owner.id))).toEqual(
      new Set([ward.id, clinic.patient.id]),
    )
    expect(candidates.map(({ id: each, clues }) => [each, clues])).toEqual([
      [
        clinic.patient.id,
        expect.arrayContaining([{ kind: "number" }, { kind: "openDoses", n: 1 }]),
      ],
      [ward.id, [{ kind: "shares" }]],
    ])
    expect(presumedId).toBe(clinic.patient.id)
    expect(phone).not.toBeNull()
  })

  it.each([
    ["caregiver", "clinician"],
    ["organization-user", "coordinator"],
  ] as const)("a %s's is linked to the patient's dose as staff's word", async (kind, role) => {
    const id = await reply(dueAt + MINUTE_MS, { kind, senderId: clinic[role].staffId })
    const of = { replyId: id, patientId: clinic.patient.id }
    const { doses } = await candidateDoses(as(clinic.coordinator), of)
    expect(doses[0]).toMatchObject({ id: dose.id, wasOpen: true })
    await linkReply(as(clinic.coordinator), { ...of, doseIds: [dose.id], meaning: "taken" })
    const { sender, decision } = await reviewReply(as(clinic.admin), id)
    expect(sender).toMatchObject({ kind, name: `Robin ${role}` })
    expect(decision?.effect).toMatchObject([
      { doseId: dose.id, before: "no_response", after: "taken_confirmed" },
    ])
  })
})

describe("the doses that a reply may be about", () => {
  it("puts the proposed dose first, then open windows, then the nearest", async () => {
    const at = dueAt + 11 * HOUR_MS
    const near = (hours: number) => arrange.dose(clinic.regimen, { dueAt: at + hours * HOUR_MS })
    const [yesterday, open, later] = [await near(-24), await near(-2), await near(8)]
    const id = await reply(at, { previousMessageId: message.biotMessageId })
    const of = { replyId: id, patientId: clinic.patient.id }
    const { doses, calendar } = await candidateDoses(as(clinic.clinician), of)
    expect(doses.map((each) => each.id)).toEqual([dose.id, open.id, yesterday.id, later.id])
    expect(doses[0]).toMatchObject({ isProposed: true, wasOpen: false })
    expect(doses[0]?.evidence[0]).toEqual({ kind: "rule", rule: "previous_id" })
    expect(doses[1]).toMatchObject({ isProposed: false, wasOpen: true })
    expect(calendar.map((each) => each.id)).toEqual([yesterday.id, dose.id, open.id, later.id])
    expect(await looks()).toHaveLength(1)
  })

  it("foretells exactly what the link does", async () => {
    const id = await reply(dueAt + 7 * HOUR_MS)
    const of = { replyId: id, patientId: clinic.patient.id }
    const { calendar, now } = await candidateDoses(as(clinic.coordinator), of)
    const { intent, eventAt, receivedAt } = await reviewReply(as(clinic.coordinator), id)
    const to = { doseIds: [dose.id], meaning: "taken" as const }
    const [foretold] = effectOfGiving({ id, intent, eventAt, receivedAt }, to, calendar, now)
    await linkReply(as(clinic.coordinator), { ...of, ...to })
    const { rows } = await test.owner().query("SELECT state FROM doses WHERE id = $1", [dose.id])
    expect(rows).toEqual([{ state: foretold?.after }])
    const { decision } = await reviewReply(as(clinic.coordinator), id)
    expect(decision?.effect).toEqual([foretold])
  })

  it("shows that a dismissal changed none", async () => {
    const id = await reply(dueAt + MINUTE_MS, { body: "should I eat first?" })
    await dismissReply(as(clinic.coordinator), { replyId: id, reason: "Answered by phone." })
    expect((await reviewReply(as(clinic.admin), id)).decision).toMatchObject({
      ...{ state: "dismissed", note: "Answered by phone.", effect: [] },
    })
  })

  it("are not shown to another organization, nor by a quarantined reply", async () => {
    const theirs = await arrange.clinic()
    const id = await reply(dueAt + MINUTE_MS)
    const of = { replyId: id, patientId: clinic.patient.id }
    const nothing = { code: "not_found" }
    await expect(candidateDoses(as(theirs.admin), of)).rejects.toMatchObject(nothing)
    const other = await arrange.patient(clinic.organization.id)
    const asked = await arrange.message(other, [], { sentAt: dueAt })
    const apart = await reply(dueAt + MINUTE_MS, { inboundMessageId: asked.biotMessageId })
    const hidden = () => candidateDoses(as(clinic.coordinator), { ...of, replyId: apart })
    await expect(hidden()).rejects.toMatchObject(nothing)
    await dismissReply(as(clinic.admin), { replyId: apart, reason: "another patient's" })
    await expect(hidden()).rejects.toMatchObject(nothing)
  })
})

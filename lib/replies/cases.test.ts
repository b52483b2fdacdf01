import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { closeWindows } from "@/lib/doses/close"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
/** 08:00 of the clinic's day, a while ago, so that later replies lie in the past too. */
let eight: number
const at = (hours: number, minutes = 0) => eight + hours * HOUR_MS + minutes * MINUTE_MS

beforeEach(async () => {
  clinic = await arrange.clinic()
  eight = Date.now() - 20 * HOUR_MS
})

/** A reply of the clinic's patient, sent and received at `when` unless told otherwise. */
async function reply(when: number, fields: CallFields & { receivedAt?: number } = {}) {
  const call = pluginCall({
    organizationId: clinic.organization.id,
    senderId: clinic.patient.id,
    from: clinic.patient.phone,
    inboundMessageId: randomUUID(),
    startTime: new Date(when).toISOString(),
    ...fields,
  })
  const received = await receiveCall(call, fields.receivedAt ?? when)
  if (received.result === "ignored") throw new Error("ignored")
  const { rows } = await test
    .owner()
    .query("SELECT * FROM replies WHERE id = $1", [received.replyId])
  return rows[0]
}

async function asked(dueAt: number, fields: { state?: "sent" | "unknown" } = {}) {
  const dose = await arrange.dose(clinic.regimen, { dueAt })
  const message = await arrange.message(clinic.patient, [dose], { sentAt: dueAt, ...fields })
  return { dose, message, biotId: message.biotMessageId }
}

async function doseOf({ id }: ArrangedDose) {
  const { rows } = await test.owner().query(
    `SELECT d.state, d.taken_at, (SELECT count(*)::int FROM dose_events e
       WHERE e.dose_id = d.id AND e.source = 'patient') AS said FROM doses d WHERE d.id = $1`,
    [id],
  )
  return rows[0]
}

describe("the case table of the replies' design", () => {
  it.each([
    ["H1", (id: string) => ({ inboundMessageId: id }), "message_id"],
    ["H2", (id: string) => ({ previousMessageId: id }), "previous_id"],
    ["H3", () => ({ previousMessageId: randomUUID() }), "open_window"],
  ])("a 1 twelve minutes after the reminder in %s is on time", async (_, ids, rule) => {
    const { dose, biotId } = await asked(eight)
    const row = await reply(at(0, 12), ids(biotId!))
    expect(row).toMatchObject({ state: "applied", match_rule: rule, intent: "taken", reason: null })
    expect(await doseOf(dose)).toMatchObject({ state: "taken_on_time", said: 1 })
    expect((await doseOf(dose)).taken_at.getTime()).toBe(at(0, 12))
  })

  it("fifty deliveries of one call at once have one effect, and are counted", async () => {
    const { dose } = await asked(eight)
    const call = pluginCall({
      organizationId: clinic.organization.id,
      senderId: clinic.patient.id,
      from: clinic.patient.phone,
      startTime: new Date(at(0, 12)).toISOString(),
    })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => receiveCall(structuredClone(call), at(0, 12))),
    )
    expect(answers.filter(({ result }) => result === "stored")).toHaveLength(1)
    const { rows } = await test
      .owner()
      .query("SELECT delivery_count, state FROM replies WHERE sender_id = $1", [clinic.patient.id])
    expect(rows).toEqual([{ delivery_count: 50, state: "applied" }])
    expect(await doseOf(dose)).toMatchObject({ state: "taken_on_time", said: 1 })
  })

  it("1 twice with the same inboundMessageId: the second changes nothing", async () => {
    const { dose } = await asked(eight)
    const inboundMessageId = randomUUID()
    await reply(at(0, 12), { inboundMessageId })
    const second = await reply(at(0, 13), { inboundMessageId })
    expect(second).toMatchObject({ state: "applied", match_rule: "repeat" })
    expect(await doseOf(dose)).toMatchObject({ state: "taken_on_time" })
    expect((await doseOf(dose)).taken_at.getTime()).toBe(at(0, 12))
  })

  it("no, then 1: taken at the 1, both kept", async () => {
    const { dose } = await asked(eight)
    expect(await reply(at(0, 12), { body: "no" })).toMatchObject({ state: "applied" })
    expect(await doseOf(dose)).toMatchObject({ state: "not_taken" })
    await reply(at(1))
    expect(await doseOf(dose)).toMatchObject({ state: "taken_on_time", said: 2 })
  })

  it("1, then no: review as a contradiction, shown as conflicting", async () => {
    const { dose } = await asked(eight)
    await reply(at(0, 12))
    const no = await reply(at(1), { body: "no" })
    expect(no).toMatchObject({ state: "review", reason: "contradiction" })
    expect(await doseOf(dose)).toMatchObject({ state: "conflicting", said: 2 })
  })

  it("no sent 08:12, delivered after the 1 sent 09:00: taken", async () => {
    const { dose } = await asked(eight)
    await reply(at(1))
    const no = await reply(at(0, 12), { body: "no", receivedAt: at(1, 5) })
    expect(no).toMatchObject({ state: "applied" })
    expect(await doseOf(dose)).toMatchObject({ state: "taken_on_time", said: 2 })
  })

  it("08:00 unanswered, 1 at 20:05 with the id of 20:00: only 20:00 is taken", async () => {
    const morning = await asked(eight)
    const evening = await asked(at(12))
    await reply(at(12, 5), { previousMessageId: evening.biotId })
    expect(await doseOf(evening.dose)).toMatchObject({ state: "taken_on_time" })
    await closeWindows(Date.now())
    expect(await doseOf(morning.dose)).toMatchObject({ state: "no_response", said: 0 })
  })

  it("after the window with an id: taken late, outside the window", async () => {
    const { dose, biotId } = await asked(eight)
    const row = await reply(at(7), { previousMessageId: biotId })
    expect(row).toMatchObject({ state: "applied", flags: ["outside_window"] })
    expect(await doseOf(dose)).toMatchObject({ state: "taken_late" })
  })

  it("after the window without an id: review with the message proposed", async () => {
    const { dose, message } = await asked(eight)
    const row = await reply(at(7))
    expect(row).toMatchObject({ state: "review", reason: "late_reply", match_rule: "late_window" })
    expect(row.message_id).toBe(message.id)
    expect(await doseOf(dose)).toMatchObject({ said: 0 })
  })

  it("a shared phone: applied and flagged with an id, review without", async () => {
    const { dose, biotId } = await asked(eight)
    await arrange.patient(clinic.organization.id, { phone: clinic.patient.phone })
    expect(await reply(at(0, 10))).toMatchObject({ state: "review", reason: "shared_phone" })
    const row = await reply(at(0, 12), { previousMessageId: biotId })
    expect(row).toMatchObject({ state: "applied", flags: ["shared_phone"] })
    expect(await doseOf(dose)).toMatchObject({ state: "taken_on_time", said: 1 })
  })

  it("an id of another patient's message: quarantined, no effect, in the audit", async () => {
    const { dose, biotId } = await asked(eight)
    const other = await arrange.patient(clinic.organization.id)
    const ids = { senderId: other.id, from: other.phone, inboundMessageId: biotId }
    const row = await reply(at(0, 12), ids)
    expect(row).toMatchObject({ state: "quarantined", reason: "other_patients_message" })
    expect(await doseOf(dose)).toMatchObject({ said: 0 })
    const { rows } = await test
      .owner()
      .query("SELECT verb FROM audit WHERE subject_id = $1", [row.id])
    expect(rows).toEqual([{ verb: "reply.quarantined" }])
  })

  it.each([
    ["caregiver", "clinician"],
    ["organization-user", "coordinator"],
  ] as const)("a %s answers: unmatched, with the message proposed", async (kind, role) => {
    const { dose, message, biotId } = await asked(eight)
    const sender = { kind, senderId: clinic[role].staffId }
    const row = await reply(at(0, 12), { ...sender, previousMessageId: biotId })
    expect(row).toMatchObject({ state: "unmatched", reason: "not_a_patient", sender_kind: kind })
    expect(row.message_id).toBe(message.id)
    expect(await doseOf(dose)).toMatchObject({ said: 0 })
  })

  it("took it, now chest pain: a safety task and review, not confirmed", async () => {
    const { dose } = await asked(eight)
    const row = await reply(at(0, 12), { body: "took it, now chest pain" })
    expect(row).toMatchObject({ state: "review", reason: "safety", flags: ["safety"] })
    expect(await doseOf(dose)).toMatchObject({ said: 0 })
    const { rows } = await test
      .owner()
      .query("SELECT kind, state, patient_id FROM tasks WHERE reply_id = $1", [row.id])
    expect(rows).toEqual([{ kind: "safety", state: "open", patient_id: clinic.patient.id }])
  })

  it("a reply to a message in state unknown proves that it arrived", async () => {
    const { dose, message } = await asked(eight, { state: "unknown" })
    const row = await reply(at(0, 12), { body: "no" })
    expect(row).toMatchObject({ state: "applied", flags: ["proved_arrival"] })
    const { rows } = await test.owner().query(
      `SELECT m.state, m.is_inferred, e.kind FROM messages m
         JOIN dose_events e ON e.message_id = m.id AND e.source = 'system' WHERE m.id = $1`,
      [message.id],
    )
    expect(rows).toEqual([{ state: "sent", is_inferred: true, kind: "reminded" }])
    expect(await doseOf(dose)).toMatchObject({ state: "not_taken" })
  })
})

describe("who and when", () => {
  it("keeps what belongs to an unknown or a closed organization apart", async () => {
    const unknown = await reply(at(1), { organizationId: randomUUID(), body: "1" })
    expect(unknown).toMatchObject({ state: "quarantined", reason: "unknown_organization" })
    expect(unknown.organization_id).toBeNull()
    clinic = await arrange.clinic({ isActive: false })
    const closed = await reply(at(1))
    expect(closed).toMatchObject({ state: "quarantined", reason: "inactive_organization" })
    expect(closed.organization_id).toBe(clinic.organization.id)
  })

  it("stores what does not fit as failed, and hears the cry for help in it", async () => {
    const bad = pluginCall({ organizationId: clinic.organization.id, body: "overdose" })
    const broken = { ...bad, metadata: { ...bad.metadata, startTime: { odd: true } } }
    const received = await receiveCall(broken, Date.now())
    expect(received).toMatchObject({ result: "stored", state: "failed", reason: "bad_shape" })
    const tasks = "SELECT kind FROM tasks WHERE organization_id = $1"
    const { rows } = await test.owner().query(tasks, [clinic.organization.id])
    expect(rows).toEqual([{ kind: "safety" }])
    expect(await reply(at(1), { status: "FAILURE" })).toMatchObject({
      state: "failed",
      reason: "not_success",
    })
  })

  it("does not believe a clock that is a day off", async () => {
    await asked(at(0))
    const startTime = new Date(at(0) - 3 * DAY_MS).toISOString()
    const row = await reply(at(0, 5), { startTime })
    expect(row).toMatchObject({ state: "applied", flags: ["clock_skew"] })
    expect(row.event_at.getTime()).toBe(at(0, 5))
  })

  it("keeps texts that Postgres cannot hold", async () => {
    await asked(at(0))
    const row = await reply(at(0, 5), { body: "\u0000 1 \ud800" })
    expect(row.body).toContain("1")
  })

  it("lets the newest word on consent count, by when it was sent", async () => {
    expect(await reply(at(2), { body: "STOP" })).toMatchObject({ state: "noted" })
    await reply(at(1), { body: "START", receivedAt: at(2, 1) })
    const sql = "SELECT is_opted_out FROM opt_outs WHERE phone = $1"
    const now = async () => (await test.owner().query(sql, [clinic.patient.phone])).rows[0]
    expect(await now()).toEqual({ is_opted_out: true })
    await reply(at(3), { body: "yes" })
    expect(await now()).toEqual({ is_opted_out: false })
  })
})

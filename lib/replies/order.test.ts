import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { closeWindows } from "@/lib/doses/close"
import { recordSend } from "@/lib/messages/record"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { retryReply } from "./mutations"
import { receiveCall } from "./receive"
import { rematchAfterSends } from "./rematch"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let eight: number
const at = (minutes: number) => eight + minutes * MINUTE_MS

beforeEach(async () => {
  clinic = await arrange.clinic()
  eight = Date.now() - 20 * HOUR_MS
})

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const stateOf = async ({ id }: ArrangedDose) =>
  (await query("SELECT state, replied FROM doses WHERE id = $1", id))[0]
const rowOf = async (id: string) => (await query("SELECT * FROM replies WHERE id = $1", id))[0]

async function reply(minutes: number, fields: CallFields = {}): Promise<string> {
  const call = pluginCall({
    organizationId: clinic.organization.id,
    senderId: clinic.patient.id,
    from: clinic.patient.phone,
    inboundMessageId: randomUUID(),
    startTime: new Date(at(minutes)).toISOString(),
    ...fields,
  })
  const received = await receiveCall(call, at(minutes) + MINUTE_MS)
  if (received.result === "ignored") throw new Error("ignored")
  return received.replyId
}

async function asked(minutes: number, state: "sent" | "sending" | "unknown" = "sent") {
  const sentAt = at(minutes)
  const dose = await arrange.dose(clinic.regimen, { dueAt: sentAt })
  const fields = { state, claimedAt: sentAt, createdAt: sentAt }
  return { dose, message: await arrange.message(clinic.patient, [dose], fields) }
}

/** BioT's answer to a send is kept only now, after the patient has answered. */
async function sentNow(messageId: string, biotMessageId: string | null): Promise<void> {
  const ctx = mintSystemContext(clinic.organization.id, "test", "trace")
  const of = { messageId, patientId: clinic.patient.id, now: Date.now() }
  await recordSend(ctx, { ...of, outcome: { kind: "sent", biotMessageId } })
  await rematchAfterSends(ctx, { messageIds: [messageId] })
}

describe("a reply that came before what it answers was known", () => {
  it("leaves the older message that it was taken for, by its id", async () => {
    const old = await asked(0)
    const recent = await asked(60, "sending")
    const biotId = randomUUID()
    const replyId = await reply(61, { previousMessageId: biotId })
    expect(await stateOf(old.dose)).toMatchObject({ state: "taken_on_time" })
    await sentNow(recent.message.id, biotId)
    expect(await stateOf(old.dose)).toEqual({ state: "no_response", replied: false })
    expect(await stateOf(recent.dose)).toEqual({ state: "taken_on_time", replied: true })
    expect(await rowOf(replyId)).toMatchObject({ state: "applied", match_rule: "previous_id" })
    const kinds = "SELECT kind FROM dose_events WHERE dose_id = $1 ORDER BY recorded_at, id"
    expect(await query(kinds, old.dose.id)).toEqual([
      { kind: "reminded" },
      { kind: "taken" },
      { kind: "voided" },
    ])
  })

  it("leaves it by the time at which the newer one had gone out, too", async () => {
    const old = await asked(0)
    const recent = await asked(60, "sending")
    await reply(61)
    await sentNow(recent.message.id, null)
    expect(await stateOf(old.dose)).toMatchObject({ state: "no_response" })
    expect(await stateOf(recent.dose)).toMatchObject({ state: "taken_on_time" })
  })

  it("proves no more that the message had arrived which it was taken for", async () => {
    const old = await asked(0, "unknown")
    const recent = await asked(60, "sending")
    await reply(61)
    const message = "SELECT state, is_inferred FROM messages WHERE id = $1"
    expect(await query(message, old.message.id)).toEqual([{ state: "sent", is_inferred: true }])
    await sentNow(recent.message.id, randomUUID())
    expect(await query(message, old.message.id)).toEqual([{ state: "unknown", is_inferred: false }])
    const [dose] = await query("SELECT reminded FROM doses WHERE id = $1", old.dose.id)
    expect(dose).toEqual({ reminded: false })
  })

  it("leaves the doses of a message of somebody else's that it names to whoever holds them", async () => {
    const other = await arrange.patient(clinic.organization.id)
    const dueAt = at(0)
    const dose = await arrange.dose(await arrange.regimen(other), { dueAt, state: "pending" })
    const biotMessageId = randomUUID()
    await arrange.message(other, [dose], { biotMessageId, sentAt: dueAt })
    const own = await asked(60, "sending")
    const replyId = await reply(700, { previousMessageId: biotMessageId })
    await sentNow(own.message.id, null)
    expect(await rowOf(replyId)).toMatchObject({ state: "quarantined", attempts: 2 })
    expect(await stateOf(dose)).toEqual({ state: "pending", replied: false })
    await closeWindows(Date.now())
    expect(await stateOf(dose)).toEqual({ state: "no_response", replied: false })
    const summary = "SELECT expected_30, open_30 FROM patient_summaries WHERE patient_id = $1"
    expect(await query(summary, other.id)).toEqual([{ expected_30: 1, open_30: 0 }])
  })

  it("stays with what a person decided", async () => {
    const old = await asked(0)
    const recent = await asked(60, "sending")
    const replyId = await reply(61)
    await query(
      "UPDATE replies SET decided_at = now(), decided_by = $2, match_rule = 'staff' WHERE id = $1",
      ...[replyId, clinic.admin.staffId],
    )
    await sentNow(recent.message.id, null)
    expect(await stateOf(old.dose)).toMatchObject({ state: "taken_on_time" })
  })
})

describe("replies that arrive in another order than they were sent", () => {
  it("make the repeat follow the words that it repeats", async () => {
    const old = await asked(0)
    const recent = await asked(60)
    const inboundMessageId = "the same text"
    await reply(61, { inboundMessageId })
    expect(await stateOf(recent.dose)).toMatchObject({ state: "taken_on_time" })
    await reply(59.5, { inboundMessageId })
    expect(await stateOf(old.dose)).toMatchObject({ state: "taken_on_time" })
    expect(await stateOf(recent.dose)).toEqual({ state: "pending", replied: false })
  })

  it("read a yes as what it was when an earlier stop comes late", async () => {
    const { dose } = await asked(0)
    const replyId = await reply(10, { body: "yes" })
    expect(await stateOf(dose)).toMatchObject({ state: "taken_on_time" })
    await reply(5, { body: "STOP" })
    expect(await rowOf(replyId)).toMatchObject({ state: "noted", intent: "opt_in" })
    expect(await stateOf(dose)).toMatchObject({ state: "pending" })
    const phone = clinic.patient.phone
    const consent = "SELECT is_opted_out FROM opt_outs WHERE phone = $1"
    expect(await query(consent, phone)).toEqual([{ is_opted_out: false }])
  })

  it("take a yes for an answer that was sent before the stop", async () => {
    const { dose } = await asked(0)
    await reply(10, { body: "STOP" })
    await reply(5, { body: "yes" })
    expect(await stateOf(dose)).toMatchObject({ state: "taken_on_time" })
    const consent = "SELECT is_opted_out FROM opt_outs WHERE phone = $1"
    expect(await query(consent, clinic.patient.phone)).toEqual([{ is_opted_out: true }])
  })

  it("read nothing again that an earlier reply without a word on consent cannot change", async () => {
    const { dose } = await asked(0)
    const first = await reply(2, { body: "should I take it with food?" })
    const later = await reply(10)
    await retryReply(mintStaffContext(clinic.admin), { replyId: first })
    expect(await rowOf(first)).toMatchObject({ state: "review", attempts: 2 })
    expect(await rowOf(later)).toMatchObject({ state: "applied", attempts: 1 })
    expect(await stateOf(dose)).toMatchObject({ state: "taken_on_time" })
  })

  it("read again up to the next word on consent, and what that one now means", async () => {
    await asked(0)
    const between = await reply(10, { body: "yes" })
    await reply(20, { body: "STOP" })
    await reply(30, { body: "START" })
    await asked(40)
    const after = await reply(50)
    await reply(5, { body: "STOP" })
    expect(await rowOf(between)).toMatchObject({ state: "noted", intent: "opt_in", attempts: 2 })
    expect(await rowOf(after)).toMatchObject({ state: "applied", attempts: 1 })
  })

  it("mean consent in both orders, also where they name somebody else's message", async () => {
    const other = await arrange.patient(clinic.organization.id)
    const previousMessageId = randomUUID()
    await arrange.message(other, [], { biotMessageId: previousMessageId, sentAt: at(0) })
    const yes = await reply(10, { body: "yes", previousMessageId })
    expect(await rowOf(yes)).toMatchObject({ state: "quarantined", intent: "taken" })
    await reply(5, { body: "STOP" })
    expect(await rowOf(yes)).toMatchObject({ state: "noted", intent: "opt_in" })
    const consent = "SELECT is_opted_out FROM opt_outs WHERE phone = $1"
    expect(await query(consent, clinic.patient.phone)).toEqual([{ is_opted_out: false }])
  })

  it("show a contradiction in both orders", async () => {
    const { dose } = await asked(0)
    await reply(20, { body: "no" })
    const replyId = await reply(10)
    expect(await rowOf(replyId)).toMatchObject({ state: "review", reason: "contradiction" })
    expect(await stateOf(dose)).toMatchObject({ state: "conflicting" })
  })
})

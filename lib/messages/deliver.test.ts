import { sql } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { database } from "@/db/client"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext, mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { type Claim, claimMessages, secondsUntil } from "./claim"
import { deliverMessage, sendClaimed } from "./deliver"
import { recordSend } from "./record"
import { PRIORITY } from "./schema"
import { expireQueued, giveUpStale } from "./tend"

const test = testDatabase()
const here = sending(test)
const openDose = () =>
  here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - 10 * MINUTE_MS })
/** A message in the queue, whose turn has come. */
const queue = (doses: Awaited<ReturnType<typeof openDose>>[] = [], more: object = {}) =>
  here.arrange.message(here.clinic().patient, doses, {
    state: "queued",
    notBefore: Date.now() - MINUTE_MS,
    expiresAt: Date.now() + HOUR_MS,
    ...more,
  })
function one(claim: Claim) {
  const message = claim.kind === "claimed" ? claim.messages[0] : undefined
  if (!message) throw new Error("Nothing was claimed.")
  return message
}
async function send(doseIds: Awaited<ReturnType<typeof openDose>>[]) {
  const { id: messageId } = await queue(doseIds)
  const delivered = await deliverMessage(messageId)
  return { messageId, state: delivered?.state }
}

describe("what BioT may do", () => {
  it("keeps a refusal as failed, and the dose learns that nobody reminded", async () => {
    await here.fault("error400")
    const dose = await openDose()
    const { messageId, state } = await send([dose])
    expect(state).toBe("failed")
    expect((await here.message(messageId)).reason).toBe("SMS_NOT_SENT")
    const rows = await here.query("SELECT kind FROM dose_events WHERE dose_id = $1", [dose.id])
    expect(rows).toEqual([{ kind: "not_reminded" }])
  })

  it("sends later after 429, once", async () => {
    await here.fault("error429")
    const { messageId, state } = await send([await openDose()])
    expect(state).toBe("queued")
    expect(await deliverMessage(messageId)).toBeNull()
    await here.query("UPDATE messages SET not_before = now() - interval '1 second' WHERE id = $1", [
      messageId,
    ])
    expect(await deliverMessage(messageId)).toMatchObject({ state: "sent" })
    expect(await here.message(messageId)).toMatchObject({ attempts: 2, reason: null })
    expect(await here.textsTo(here.clinic().patient.phone)).toHaveLength(1)
  })

  it.each([
    ["error500", { accepted: true }],
    ["reset", { accepted: true }],
    ["acceptThenSilent", {}],
  ])("never sends again what may have gone out: %s", async (kind, more) => {
    await here.fault(kind, more)
    const dose = await openDose()
    const { messageId, state } = await send([dose])
    expect(state).toBe("unknown")
    expect(await deliverMessage(messageId)).toBeNull()
    expect(await claimMessages(Date.now())).toEqual({ kind: "idle" })
    expect(await here.textsTo(here.clinic().patient.phone)).toHaveLength(1)
    expect(await here.doseState(dose.id)).toBe("scheduled")
  })

  it("takes an answer without an id as sent", async () => {
    await here.fault("noMessageId")
    const silent = await send([])
    expect(await here.message(silent.messageId)).toMatchObject({
      state: "sent",
      reason: "no_id",
      biot_message_id: null,
    })
  })

  it("leaves an id that BioT gives twice with the first message", async () => {
    const { messageId: first } = await send([])
    const { biot_message_id: biotMessageId } = await here.message(first)
    const { id: messageId } = await queue()
    await claimMessages(Date.now(), { messageId })
    const ctx = mintSystemContext(here.clinic().organization.id, "test", "trace")
    const outcome = { kind: "sent", biotMessageId } as const
    const of = { messageId, patientId: here.clinic().patient.id, outcome, now: Date.now() }
    expect(await recordSend(ctx, of)).toEqual({ state: "sent", reason: "duplicate_id" })
    expect(await recordSend(ctx, of)).toBeNull()
    expect((await here.message(messageId)).biot_message_id).toBeNull()
  })

  it("lets only the system record it", async () => {
    // The types refuse it already; the check at run time is what is tested.
    const staff = mintStaffContext(here.clinic().admin) as unknown as SystemContext
    const { id: messageId } = await queue()
    const of = { messageId, patientId: here.clinic().patient.id, now: Date.now() }
    const recording = recordSend(staff, { ...of, outcome: { kind: "expired" } })
    await expect(recording).rejects.toMatchObject({ code: "forbidden" })
    const foreign = mintSystemContext((await here.arrange.clinic()).organization.id, "test", "t")
    expect(await recordSend(foreign, { ...of, outcome: { kind: "expired" } })).toBeNull()
    expect((await here.message(messageId)).state).toBe("queued")
  })
})

describe("a sender that dies", () => {
  it("between claim and record leaves an unknown, never a second text", async () => {
    const { id: messageId } = await queue([await openDose()])
    expect((await claimMessages(Date.now())).kind).toBe("claimed")
    expect(await giveUpStale(Date.now())).toBe(0)
    expect(await deliverMessage(messageId)).toBeNull()
    expect(await giveUpStale(Date.now() + 3 * MINUTE_MS)).toBe(1)
    expect(await here.message(messageId)).toMatchObject({ state: "unknown", reason: "sender_died" })
    expect(await deliverMessage(messageId)).toBeNull()
    expect(await here.textsTo(here.clinic().patient.phone)).toEqual([])
  })

  it("and comes back late is believed: the answer beats the guess", async () => {
    const message = await queue()
    const claim = await claimMessages(Date.now())
    expect(claim.kind).toBe("claimed")
    await giveUpStale(Date.now() + 3 * MINUTE_MS)
    expect(await sendClaimed(one(claim))).toMatchObject({ messageId: message.id, state: "sent" })
  })

  it("still brings BioT's id for a message that a reply has proved to be sent", async () => {
    const message = await queue()
    const claim = await claimMessages(Date.now())
    expect(claim.kind).toBe("claimed")
    await test
      .owner()
      .query("UPDATE messages SET state = 'sent', is_inferred = true WHERE id = $1", [message.id])
    const ctx = mintSystemContext(here.clinic().organization.id, "test", "trace")
    const of = { messageId: message.id, patientId: here.clinic().patient.id, now: Date.now() }
    const doubt = { kind: "unknown", reason: "no_answer" } as const
    expect(await recordSend(ctx, { ...of, outcome: doubt })).toBeNull()
    const answer = { kind: "sent", biotMessageId: "late-answer" } as const
    expect(await recordSend(ctx, { ...of, outcome: answer })).toMatchObject({ state: "sent" })
    expect(await here.message(message.id)).toMatchObject({ biot_message_id: "late-answer" })
  })
})

describe("the queue", () => {
  it("counts with the spacing that turns have when it says how long a text waits", async () => {
    await here.pace(1)
    await here.queueMany(20)
    const { id } = await queue([], { priority: PRIORITY.batch })
    expect(await secondsUntil(id)).toBe(24)
  })

  it("gives each message to one of many claimers, at the shared pace", async () => {
    await here.pace(20)
    for (let n = 0; n < 5; n += 1) {
      const { id: patientId, phone } = await here.arrange.patient(here.clinic().organization.id)
      await queue([], { patientId, phone })
    }
    const startedAt = Date.now()
    const claimed: string[] = []
    const claimer = async () => {
      for (;;) {
        const claim = await claimMessages(Date.now())
        if (claim.kind === "idle") return
        if (claim.kind === "claimed") claimed.push(...claim.messages.map(({ id }) => id))
        else await new Promise((resolve) => setTimeout(resolve, claim.waitMs))
      }
    }
    await Promise.all([claimer(), claimer(), claimer()])
    expect(claimed).toHaveLength(5)
    expect(new Set(claimed).size).toBe(5)
    // Turns are 60 ms apart, and a late first one is made up for by 40 ms at most.
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(4 * 60 - 40)
  })

  it("goes on after months in which nobody was texted", async () => {
    await here.query("UPDATE send_pace SET next_at = now() - interval '1 year'")
    await queue()
    expect((await claimMessages(Date.now())).kind).toBe("claimed")
  })

  it("goes by priority, then by time: safety, manual, reminder, nudge", async () => {
    const waiting = (priority: number, ago: number) =>
      queue([], { priority, notBefore: Date.now() - ago * MINUTE_MS })
    const nudge = await waiting(PRIORITY.nudge, 12)
    const reminder = await waiting(PRIORITY.reminder, 9)
    const manual = await waiting(PRIORITY.manual, 1)
    const older = await waiting(PRIORITY.manual, 2)
    const safety = await waiting(PRIORITY.safety, 0)
    const order: string[] = []
    for (let n = 0; n < 5; n += 1) {
      const claim = await claimMessages(Date.now())
      if (claim.kind === "claimed") order.push(...claim.messages.map(({ id }) => id))
    }
    expect(order).toEqual([safety, older, manual, reminder, nudge].map(({ id }) => id))
  })

  it("expires what would come too late, and withholds what was opted out of meanwhile", async () => {
    const dose = await here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - 7 * HOUR_MS })
    const late = await here.arrange.message(here.clinic().patient, [dose], { state: "queued" })
    const ofNone = await queue([], { expiresAt: Date.now() - 1 })
    expect(await claimMessages(Date.now())).toEqual({ kind: "idle" })
    expect(await expireQueued(Date.now())).toBe(2)
    expect(await here.message(late.id)).toMatchObject({ state: "expired", reason: "window_closed" })
    const waited = { state: "expired", reason: "waited_too_long" }
    expect(await here.message(ofNone.id)).toMatchObject(waited)
    expect(await here.doseState(dose.id)).toBe("not_reminded")
    const waiting = await queue()
    await here.optOut()
    expect(await deliverMessage(waiting.id)).toMatchObject({ state: "failed", reason: "opted_out" })
    expect(await here.textsTo(here.clinic().patient.phone)).toEqual([])
  })

  it("keeps a text for the patient's hours without using up anybody's turn", async () => {
    const hours = { from: "00:00", to: "00:01" }
    await here.query(
      "UPDATE organizations SET settings = jsonb_set(settings, '{quietHours}', $2) WHERE id = $1",
      [here.clinic().organization.id, JSON.stringify(hours)],
    )
    const now = Date.parse("2026-12-01T12:00:00Z")
    const by = { requestedBy: here.clinic().coordinator.staffId }
    const held = await queue([], { ...by, notBefore: now, expiresAt: now + 24 * HOUR_MS })
    const late = await queue([], { ...by, notBefore: now, expiresAt: now + HOUR_MS })
    await here.pace(1)
    expect(await claimMessages(now, { messageId: held.id })).toEqual({ kind: "wait", waitMs: 0 })
    expect(await here.message(held.id)).toMatchObject({
      ...{ state: "queued", attempts: 0 },
      not_before: new Date("2026-12-02T00:00:00Z"),
    })
    const claim = await claimMessages(now, { messageId: late.id })
    const refusal = { kind: "failed", reason: "hours_too_late" }
    expect(claim).toMatchObject({ messages: [{ refusal }] })
    const [pace] = await here.query("SELECT next_at <= now() AS free FROM send_pace")
    expect(pace).toEqual({ free: true })
  })

  it("withholds what an edit closed the window of while it waited", async () => {
    const dose = await openDose()
    const { id: messageId } = await queue([dose])
    await here.query("UPDATE doses SET closes_at = now() WHERE id = $1", [dose.id])
    expect(await deliverMessage(messageId)).toEqual({
      ...{ messageId, state: "expired", reason: "window_closed" },
    })
    expect(await here.textsTo(here.clinic().patient.phone)).toEqual([])
    expect(await here.doseState(dose.id)).toBe("not_reminded")
  })

  it("takes no answer for a failure: what was answered meanwhile is cancelled", async () => {
    const dose = await openDose()
    const { id: messageId } = await queue([dose])
    await here.query("UPDATE doses SET state = 'taken_on_time' WHERE id = $1", [dose.id])
    expect(await deliverMessage(messageId)).toEqual({
      ...{ messageId, state: "cancelled", reason: "already_answered" },
    })
    expect(await here.message(messageId)).toMatchObject({ state: "cancelled", attempts: 0 })
    expect(await here.textsTo(here.clinic().patient.phone)).toEqual([])
    expect(await here.query("SELECT 1 FROM dose_events WHERE dose_id = $1", [dose.id])).toEqual([])
  })

  it.each([
    ["phone_changed", "UPDATE patients SET phone = '+12025550199' WHERE id = $1"],
    ["patient_deleted", "UPDATE patients SET deleted_at = now() WHERE id = $1"],
    ["patient_disabled", "UPDATE patients SET is_enabled = false WHERE id = $1"],
    [
      "consent_withdrawn",
      `INSERT INTO consents SELECT organization_id, gen_random_uuid(), patient_id, 'withdrawn',
         means, false, wording, now() FROM consents WHERE patient_id = $1`,
    ],
  ])("withholds what changed while it waited: %s", async (reason, change) => {
    const dose = await openDose()
    const { id: messageId } = await queue([dose])
    const { id, phone } = here.clinic().patient
    await here.query(change, [id])
    expect(await deliverMessage(messageId)).toEqual({ messageId, state: "failed", reason })
    expect(await here.textsTo(phone)).toEqual([])
    const events = await here.query("SELECT kind, reason FROM dose_events WHERE dose_id = $1", [
      dose.id,
    ])
    expect(events).toEqual([{ kind: "not_reminded", reason }])
  })

  it("shows the system role no text and no number", async () => {
    const peek = database().transaction(async (tx) => {
      await tx.execute(sql`set local role doseline_system`)
      await tx.execute(sql`select body, phone from messages`)
    })
    await expect(peek).rejects.toThrow()
  })
})

import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext, mintSystemContext, type StaffContext } from "@/lib/auth/context"
import { claimMessages } from "@/lib/messages/claim"
import type { Warning } from "@/lib/messages/gate"
import { recordSend } from "@/lib/messages/record"
import { remindDue } from "@/lib/schedule/remind"
import { MINUTE_MS, SECOND_MS } from "@/lib/time"
import { checkBatch } from "./check-queries"
import { sendBatch, stopBatch } from "./mutations"
import type { SendBatch } from "./schema"

const here = sending(testDatabase())
let coordinator: StaffContext
let patientIds: string[]

beforeEach(async () => {
  coordinator = mintStaffContext(here.clinic().coordinator)
  await here.query("UPDATE batches SET created_at = now() - interval '1 hour'")
  const { id } = here.clinic().organization
  const two = [await here.arrange.patient(id), await here.arrange.patient(id)]
  patientIds = [here.clinic().patient.id, ...two.map((one) => one.id)]
})

function wanted(more: Partial<SendBatch> = {}): SendBatch {
  return {
    choice: { kind: "listed", patientIds },
    about: "nothing",
    body: "Hello {firstName}, please call {organization}.",
    idempotencyKey: randomUUID(),
    seenGoing: 3,
    accepts: ANYWAY,
    ...more,
  }
}
/** What there is to warn about the fixtures' numbers, which nobody in America has. */
const ANYWAY: Warning[] = ["uncertain_phone", "no_static_number", "cannot_reply"]

async function sent(more: Partial<SendBatch> = {}) {
  const result = await sendBatch(coordinator, wanted(more))
  if (!result.ok) throw new Error(result.sentence)
  return result
}
const verdicts = (batchId: string) =>
  here.query(
    "SELECT patient_id, refusal, message_id FROM send_verdicts WHERE batch_id = $1 ORDER BY id",
    [batchId],
  )
const states = async () => (await here.messages()).map(({ state }) => state).sort()
/** As if the undo window were over. */
const release = (batchId: string) =>
  here.query(
    `WITH b AS (UPDATE batches SET release_at = now() - interval '1 second' WHERE id = $1)
     UPDATE messages SET not_before = now() - interval '1 second' WHERE batch_id = $1`,
    [batchId],
  )

describe("sendBatch", () => {
  it("queues one text each behind the undo window, with the verdict on each", async () => {
    const before = Date.now()
    const { batchId, going, skipped, releaseAt } = await sent()
    expect({ going, skipped }).toEqual({ going: 3, skipped: 0 })
    expect(releaseAt - before).toBeGreaterThanOrEqual(10 * SECOND_MS)
    const rows = await here.messages()
    expect(rows.map(({ state, batch_id }) => ({ state, batch_id }))).toEqual(
      Array(3).fill({ state: "queued", batch_id: batchId }),
    )
    for (const { not_before, body } of rows) {
      expect(not_before.getTime()).toBe(releaseAt)
      expect(body).toBe("Hello Ada, please call Clinic.")
    }
    expect(await claimMessages(Date.now())).toEqual({ kind: "idle" })
    expect(await verdicts(batchId)).toHaveLength(3)
    const audit = await here.query("SELECT verb, details FROM audit WHERE subject_id = $1", [
      batchId,
    ])
    expect(audit).toMatchObject([{ verb: "batch.queued", details: { going: 3, skipped: 0 } }])
    expect(JSON.stringify(audit)).not.toContain("call")
  })

  it("is one batch for a double click, a refresh and a second browser", async () => {
    const input = wanted()
    const results = await Promise.all(
      Array.from({ length: 8 }, () => sendBatch(coordinator, input)),
    )
    results.push(await sendBatch(coordinator, { ...input, body: "Changed meanwhile." }))
    expect(new Set(results.map((one) => one.ok && one.batchId)).size).toBe(1)
    expect(await here.messages()).toHaveLength(3)
    const batches = await here.query("SELECT id FROM batches WHERE organization_id = $1", [
      here.clinic().organization.id,
    ])
    expect(batches).toHaveLength(1)
  })

  it("asks each patient about their own open doses, and skips who has none", async () => {
    const dose = await here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - MINUTE_MS })
    const { batchId, going, skipped } = await sent({ about: "open_doses" })
    expect({ going, skipped }).toEqual({ going: 1, skipped: 2 })
    const [message] = await here.messages()
    expect(message).toMatchObject({ kind: "reminder", patient_id: dose.patientId })
    expect(message.expires_at.getTime()).toBe(dose.closesAt)
    const refusals = (await verdicts(batchId)).map(({ refusal }) => refusal)
    expect(refusals.sort()).toEqual([null, "nothing_due", "nothing_due"].sort())
  })

  it("skips whom the gate refuses by now, and says so", async () => {
    await here.optOut()
    const { batchId, going, skipped } = await sent()
    expect({ going, skipped }).toEqual({ going: 2, skipped: 1 })
    expect(await verdicts(batchId)).toContainEqual({
      patient_id: here.clinic().patient.id,
      refusal: "opted_out",
      message_id: null,
    })
  })

  it("leaves out whoever is warned about what was not accepted", async () => {
    const [, id = ""] = patientIds
    const patient = { organizationId: here.clinic().organization.id, id, phone: null }
    await here.arrange.message(patient, [], { createdAt: Date.now(), sentAt: Date.now() })
    const { batchId, going } = await sent()
    expect(going).toBe(2)
    expect(await verdicts(batchId)).toContainEqual({
      patient_id: patientIds[1],
      refusal: "left_out",
      message_id: null,
    })
  })

  it("never sends to more than were seen, nor an empty batch", async () => {
    const more = await sendBatch(coordinator, wanted({ seenGoing: 2 }))
    expect(more).toMatchObject({ ok: false, reason: "changed" })
    const nobody = await sendBatch(coordinator, wanted({ accepts: [] }))
    expect(nobody).toMatchObject({ ok: false, reason: "changed" })
    expect(await here.messages()).toEqual([])
    const { id } = here.clinic().organization
    for (const table of ["batches", "send_verdicts"]) {
      expect(await here.query(`SELECT 1 FROM ${table} WHERE organization_id = $1`, [id])).toEqual(
        [],
      )
    }
  })

  it("finds anew whom a filter and a search mean, but those taken out of it", async () => {
    await here.query("UPDATE patients SET last_name = 'Zuse' WHERE id = any($1)", [
      patientIds.slice(1),
    ])
    const choice = { kind: "matching" as const, q: "zu", except: [] }
    const except = patientIds.slice(2)
    const { going } = await sent({ choice: { ...choice, except } })
    expect(going).toBe(1)
    expect((await here.messages())[0].patient_id).toBe(patientIds[1])
    const none = sendBatch(coordinator, wanted({ choice: { ...choice, q: "nobody" } }))
    await expect(none).rejects.toMatchObject({ code: "invalid", field: "choice" })
  })

  it("passes over who was deleted in BioT since", async () => {
    await here.query("UPDATE patients SET deleted_at = now() WHERE id = $1", [patientIds[2]])
    expect((await sent()).going).toBe(2)
    const choice = wanted().choice
    const check = await checkBatch(coordinator, { choice, about: "nothing", body: "Hello" })
    expect(check).toMatchObject({ chosen: 3, gone: 1 })
  })

  it.each([{ body: "  " }, { body: "Hello {nobody}" }])(
    "refuses %j beside the field",
    async (of) => {
      const result = sendBatch(coordinator, wanted(of))
      await expect(result).rejects.toMatchObject({ code: "invalid", field: "body" })
      expect(await here.messages()).toEqual([])
    },
  )

  it("takes three a minute from one person", async () => {
    for (const patientId of patientIds) {
      const choice = { kind: "listed" as const, patientIds: [patientId] }
      await sent({ choice, seenGoing: 1 })
    }
    const fourth = sendBatch(coordinator, wanted({ accepts: [...ANYWAY, "recently_texted"] }))
    await expect(fourth).rejects.toMatchObject({ code: "rate_limited" })
    const admin = mintStaffContext(here.clinic().admin)
    expect(await sendBatch(admin, wanted())).toMatchObject({ ok: true })
  })

  it("reaches nobody of another organization, and takes no orders from a clinician", async () => {
    const foreign = await here.arrange.clinic()
    const theirs = [...patientIds, foreign.patient.id]
    const choice = { kind: "listed" as const, patientIds: theirs }
    const result = sendBatch(coordinator, wanted({ choice, seenGoing: 4 }))
    await expect(result).rejects.toMatchObject({ code: "not_found" })
    const template = { id: randomUUID(), version: 1 }
    await expect(sendBatch(coordinator, wanted({ template }))).rejects.toMatchObject({
      code: "not_found",
    })
    const clinician = mintStaffContext(here.clinic().clinician)
    await expect(sendBatch(clinician, wanted())).rejects.toMatchObject({ code: "forbidden" })
    const check = checkBatch(clinician, { choice, about: "nothing", body: "Hello" })
    await expect(check).rejects.toMatchObject({ code: "forbidden" })
    expect(await here.messages()).toEqual([])
  })
})

describe("sendBatch beside the schedule", () => {
  it("asks about a dose as often as one of them alone would", async () => {
    const dose = await here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - MINUTE_MS })
    const now = Date.now()
    const many = wanted({ about: "open_doses", seenGoing: 3 })
    await Promise.all([sendBatch(coordinator, many), remindDue(now), remindDue(now)])
    await remindDue(now)
    const kinds = await here.query(
      `SELECT m.kind FROM messages m JOIN message_doses d ON d.message_id = m.id
        WHERE d.dose_id = $1 AND m.kind = 'reminder'`,
      [dose.id],
    )
    expect(kinds).toEqual([{ kind: "reminder" }])
  })
})

describe("stopBatch", () => {
  it("undoes all of it before anything went out", async () => {
    const { batchId } = await sent()
    expect(await stopBatch(coordinator, { batchId })).toEqual({ batchId, cancelled: 3 })
    await release(batchId)
    expect(await claimMessages(Date.now())).toEqual({ kind: "idle" })
    const rows = await here.messages()
    expect(rows.map(({ state, reason }) => `${state} ${reason}`)).toEqual(
      Array(3).fill("cancelled undone"),
    )
    expect(await stopBatch(coordinator, { batchId })).toEqual({ batchId, cancelled: 0 })
    const [batch] = await here.query("SELECT stopped_by FROM batches WHERE id = $1", [batchId])
    expect(batch.stopped_by).toBe(here.clinic().coordinator.staffId)
  })

  it("stops what still waits, and leaves what is under way", async () => {
    const { batchId } = await sent()
    await release(batchId)
    const claim = await claimMessages(Date.now())
    expect(claim.kind).toBe("claimed")
    expect((await stopBatch(coordinator, { batchId })).cancelled).toBe(2)
    expect(await states()).toEqual(["cancelled", "cancelled", "sending"])
    expect((await here.messages()).find(({ state }) => state === "cancelled").reason).toBe(
      "stopped",
    )
  })

  it("keeps what BioT turned away for now from slipping back into the queue", async () => {
    const { batchId } = await sent()
    await release(batchId)
    const claim = await claimMessages(Date.now())
    const [message] = claim.kind === "claimed" ? claim.messages : []
    if (!message) throw new Error("Nothing was claimed.")
    await stopBatch(coordinator, { batchId })
    const { organizationId, id: messageId, patientId } = message
    const ctx = mintSystemContext(organizationId, "test", "test-trace")
    const outcome = { kind: "retry", reason: "HTTP_429" } as const
    await recordSend(ctx, { messageId, patientId, outcome, now: Date.now() })
    expect(await states()).toEqual(["cancelled", "cancelled", "cancelled"])
  })

  it("tells no dose that it was not reminded", async () => {
    const dose = await here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - MINUTE_MS })
    const { batchId } = await sent({ about: "open_doses" })
    await stopBatch(coordinator, { batchId })
    const events = await here.query("SELECT kind FROM dose_events WHERE dose_id = $1", [dose.id])
    expect(events).toEqual([])
    expect(await sent({ about: "open_doses" })).toMatchObject({ going: 1 })
  })

  it("is refused to a clinician and to another organization", async () => {
    const { batchId } = await sent()
    const clinician = mintStaffContext(here.clinic().clinician)
    await expect(stopBatch(clinician, { batchId })).rejects.toMatchObject({ code: "forbidden" })
    const foreign = mintStaffContext((await here.arrange.clinic()).coordinator)
    await expect(stopBatch(foreign, { batchId })).rejects.toMatchObject({ code: "not_found" })
    expect(await states()).toEqual(["queued", "queued", "queued"])
  })
})

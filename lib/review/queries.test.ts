import { randomUUID } from "node:crypto"
import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time"
import { reviewMessage, reviewReply } from "./detail-queries"
import { candidateDoses } from "./dose-queries"
import { reviewQueue } from "./queries"

const test = testDatabase()
const arrange = fixtures(test)
const NOW = Date.UTC(2026, 10, 3, 12)

type ReplyFields = {
  state: string
  reason?: string
  at?: number
  body?: string
  fromPhone?: string | null
  patientId?: string
  messageId?: string
  payload?: unknown
}

/** A stored reply in the state in which the pipeline would have left it. */
async function reply(organizationId: string | null, fields: ReplyFields): Promise<string> {
  const id = randomUUID()
  const at = new Date(fields.at ?? NOW - HOUR_MS).toISOString()
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, received_at, event_at, state,
       reason, body, from_phone, patient_id, message_id, sender_kind)
     VALUES ($1, $2::uuid, $2::uuid::text, $3, $4::timestamptz, $4::timestamptz, $5, $6, $7, $8, $9, $10, 'patient')`,
    [
      organizationId,
      id,
      JSON.stringify(fields.payload ?? { metadata: {} }),
      at,
      fields.state,
      fields.reason ?? null,
      fields.body ?? "hello",
      fields.fromPhone ?? null,
      fields.patientId ?? null,
      fields.messageId ?? null,
    ],
  )
  return id
}

const as = (person: ArrangedStaff) => mintStaffContext(person)

describe("the review queue", () => {
  it("puts what is over its target after safety, counts it, and shows it alone if asked", async () => {
    const clinic = await arrange.clinic()
    const org = clinic.organization.id
    const waits = (reason: string, at: number) => reply(org, { state: "review", reason, at })
    const fresh = await waits("free_text", NOW - 3 * HOUR_MS)
    const over = await waits("question", NOW - 3 * HOUR_MS)
    const older = await waits("late_reply", NOW - 25 * HOUR_MS)
    const urgent = await waits("safety", NOW - 5 * MINUTE_MS)
    const failed = await arrange.message(clinic.patient, [], {
      ...{ state: "failed" as const, createdAt: NOW - 2 * DAY_MS },
    })
    const admin = as(clinic.admin)
    const queue = await reviewQueue(admin, "all", NOW)
    expect(queue.items.map(({ id }) => id)).toEqual([urgent, over, older, failed.id, fresh])
    expect(queue.counts).toMatchObject({ all: 5, safety: 1, unclear: 1 })
    expect(queue.over).toMatchObject({ all: 3, question: 1, late: 1, safety: 0, send_failed: 1 })
    const late = await reviewQueue(admin, "all", NOW, { age: "over", most: 2 })
    expect(late.items.map(({ id }) => id)).toEqual([over, older])
  })

  it("shows nothing twice and hides nothing as it grows", async () => {
    const clinic = await arrange.clinic()
    for (let n = 0; n < 7; n++) await reply(clinic.organization.id, { state: "unmatched" })
    const first = await reviewQueue(as(clinic.admin), "all", NOW, { most: 3 })
    const whole = await reviewQueue(as(clinic.admin), "all", NOW, { most: 100 })
    expect(whole.items.slice(0, 3)).toEqual(first.items)
    expect(new Set(whole.items.map(({ id }) => id)).size).toBe(7)
  })

  it("holds what waits for a person, safety first, then newest first", async () => {
    const clinic = await arrange.clinic()
    const org = clinic.organization.id
    const old = await reply(org, { state: "review", reason: "safety", at: NOW - 5 * HOUR_MS })
    const question = await reply(org, { state: "review", reason: "question" })
    const failed = await reply(org, { state: "failed", reason: "bad_shape", at: NOW - MINUTE_MS })
    const noMatch = await reply(org, { state: "unmatched", reason: "no_reminder", at: NOW })
    for (const state of ["applied", "noted", "dismissed", "received"]) await reply(org, { state })
    await reply(null, { state: "quarantined", reason: "unknown_organization" })

    const queue = await reviewQueue(as(clinic.coordinator), "all", NOW)
    expect(queue.items.map(({ id }) => id)).toEqual([old, noMatch, failed, question])
    expect(queue.counts).toMatchObject({ all: 4, safety: 1, question: 1, failed: 1, unmatched: 1 })
  })

  it("narrows by reason and keeps every count", async () => {
    const clinic = await arrange.clinic()
    const org = clinic.organization.id
    for (const reason of ["free_text", "unknown_code", "empty", "low_certainty", "late_reply"]) {
      await reply(org, { state: "review", reason })
    }
    const queue = await reviewQueue(as(clinic.coordinator), "unclear", NOW)
    expect(new Set(queue.items.map(({ reason }) => reason))).toEqual(
      new Set(["free_text", "unknown_code", "empty", "low_certainty"]),
    )
    expect(queue.counts).toMatchObject({ all: 5, unclear: 4, late: 1 })
  })

  it("shows failed and unknown sends of the last days beside the replies", async () => {
    const clinic = await arrange.clinic()
    const make = (state: "failed" | "unknown" | "sent", createdAt: number, reason?: string) =>
      arrange.message(clinic.patient, [], { state, createdAt, reason: reason ?? null })
    const failed = await make("failed", NOW - HOUR_MS, "ACCESS_DENIED")
    const unknown = await make("unknown", NOW - DAY_MS, "TIMEOUT")
    await make("sent", NOW)
    await make("failed", NOW - 8 * DAY_MS)

    const queue = await reviewQueue(as(clinic.admin), "all", NOW)
    expect(queue.items.map(({ id, filter }) => [id, filter])).toEqual([
      [failed.id, "send_failed"],
      [unknown.id, "send_unknown"],
    ])
    const narrowed = await reviewQueue(as(clinic.admin), "send_unknown", NOW)
    expect(narrowed.items.map(({ id }) => id)).toEqual([unknown.id])
    const detail = await reviewMessage(as(clinic.admin), unknown.id)
    expect(detail.item).toMatchObject({ state: "unknown", reason: "TIMEOUT" })
    expect(detail.additionalOf).toEqual([])
  })

  it("holds a failed send again whose second attempt was cancelled", async () => {
    const clinic = await arrange.clinic()
    const failed = await arrange.message(clinic.patient, [], { state: "failed", createdAt: NOW })
    const again = await arrange.message(clinic.patient, [], { state: "queued", createdAt: NOW })
    await test
      .owner()
      .query("UPDATE messages SET again_of = $2 WHERE id = $1", [again.id, failed.id])
    const shown = async () => {
      const { items, counts } = await reviewQueue(as(clinic.admin), "all", NOW)
      return [items.map(({ id }) => id), counts.all]
    }
    expect(await shown()).toEqual([[], 0])
    await test.owner().query("UPDATE messages SET state = 'cancelled' WHERE id = $1", [again.id])
    expect(await shown()).toEqual([[failed.id], 1])
  })

  it("tells of a failed send who has its number as additional one", async () => {
    const clinic = await arrange.clinic()
    const { phone } = clinic.patient
    const other = await arrange.patient(clinic.organization.id, { additionalPhone: phone })
    const failed = await arrange.message(clinic.patient, [], { state: "failed", createdAt: NOW })
    const detail = await reviewMessage(as(clinic.admin), failed.id)
    expect(detail).toMatchObject({ sharedWith: [], additionalOf: [{ id: other.id }] })
  })

  it("shows quarantined replies to admins alone", async () => {
    const clinic = await arrange.clinic()
    const id = await reply(clinic.organization.id, {
      state: "quarantined",
      reason: "other_patients_message",
    })
    const seen = await reviewQueue(as(clinic.admin), "quarantined", NOW)
    expect(seen.items.map((item) => item.id)).toEqual([id])
    const hidden = await reviewQueue(as(clinic.coordinator), "all", NOW)
    expect(hidden).toMatchObject({ items: [], counts: { all: 0, quarantined: 0 } })
    await expect(reviewReply(as(clinic.coordinator), id)).rejects.toMatchObject({
      code: "not_found",
    })
  })

  it("shows nothing of another organization", async () => {
    const [ours, theirs] = [await arrange.clinic(), await arrange.clinic()]
    const id = await reply(theirs.organization.id, { state: "review", reason: "question" })
    const message = await arrange.message(theirs.patient, [], { state: "failed", createdAt: NOW })
    const admin = as(ours.admin)
    expect((await reviewQueue(admin, "all", NOW)).items).toEqual([])
    await expect(reviewReply(admin, id)).rejects.toMatchObject({ code: "not_found" })
    await expect(reviewMessage(admin, message.id)).rejects.toMatchObject({ code: "not_found" })
    const of = { replyId: id, patientId: theirs.patient.id }
    await expect(candidateDoses(admin, of)).rejects.toMatchObject({ code: "not_found" })
  })
})

describe("a reply's evidence", () => {
  it("names who may have sent it, the likeliest first", async () => {
    const clinic = await arrange.clinic()
    const phone = clinic.patient.phone!
    const org = clinic.organization.id
    const twin = await arrange.patient(org, { phone, firstName: "Bo", lastName: "Lund" })
    const id = await reply(org, {
      state: "review",
      reason: "shared_phone",
      fromPhone: phone,
      patientId: clinic.patient.id,
    })
    const { candidates } = await reviewReply(as(clinic.coordinator), id)
    expect(candidates).toMatchObject([
      { id: clinic.patient.id, clues: [{ kind: "named" }, { kind: "number" }] },
      { id: twin.id, name: "Bo Lund", clues: [{ kind: "number" }] },
    ])
  })

  it("tells which paths of an unreadable call are at fault", async () => {
    const clinic = await arrange.clinic()
    const payload = { metadata: { actionName: 7 } }
    const id = await reply(clinic.organization.id, { state: "failed", payload })
    const { issues } = await reviewReply(as(clinic.admin), id)
    expect(issues).toEqual(["metadata.entityTypeName", "metadata.actionName"])
  })

  it("tells who decided it meanwhile", async () => {
    const clinic = await arrange.clinic()
    const id = await reply(clinic.organization.id, { state: "dismissed" })
    await test
      .owner()
      .query(
        "UPDATE replies SET decided_by = $2, decided_at = $3, decision_note = $4 WHERE id = $1",
        [id, clinic.admin.staffId, new Date(NOW).toISOString(), "a wrong number"],
      )
    const { decision } = await reviewReply(as(clinic.admin), id)
    expect(decision).toEqual({
      state: "dismissed",
      by: "Robin admin",
      at: NOW,
      note: "a wrong number",
      effect: [],
    })
  })

  it("leaves an audit entry for the patient's record", async () => {
    const clinic = await arrange.clinic()
    const id = await reply(clinic.organization.id, {
      state: "review",
      patientId: clinic.patient.id,
    })
    await reviewReply(as(clinic.coordinator), id)
    const { rows } = await test
      .owner()
      .query("SELECT actor_id FROM audit WHERE patient_id = $1", [clinic.patient.id])
    expect(rows).toEqual([{ actor_id: clinic.coordinator.staffId }])
  })
})

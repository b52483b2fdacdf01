import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { reviewMessage } from "@/lib/review/detail-queries"
import { reviewQueue } from "@/lib/review/queries"
import { troubledSends } from "@/lib/staff/today-queries"
import { messageDetail } from "./log-detail-queries"
import { settleSend } from "./settle-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic

const as = (person: ArrangedStaff) => mintStaffContext(person)
const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const send = (state: "failed" | "unknown" | "sent") =>
  arrange.message(clinic.patient, [], { state, reason: "TIMEOUT" })
const reason = "Reached by phone"

beforeEach(async () => {
  clinic = await arrange.clinic()
})

/** What waits in Review and on Today. */
async function waiting() {
  const ctx = as(clinic.coordinator)
  const { counts, items } = await reviewQueue(ctx, "all", Date.now())
  const today = await readAs(ctx, (tx) => troubledSends(tx, Date.now(), 8))
  return { review: counts.all, listed: items.map(({ id }) => id), today: today.total }
}

describe("settleSend", () => {
  it.each(["failed", "unknown"] as const)("takes a %s send out of what waits", async (state) => {
    const other = await send("failed")
    const { id: messageId } = await send(state)
    expect(await waiting()).toMatchObject({ review: 2, today: 2 })
    await settleSend(as(clinic.coordinator), { messageId, reason })
    expect(await waiting()).toEqual({ review: 1, listed: [other.id], today: 1 })
    const [row] = await query("SELECT * FROM messages WHERE id = $1", [messageId])
    expect(row).toMatchObject({
      ...{ state, reason: "TIMEOUT", settled_note: reason },
      settled_by: clinic.coordinator.staffId,
    })
    const audited = await query("SELECT subject_id, details FROM audit WHERE verb = $1", [
      "message.settled",
    ])
    expect(audited).toContainEqual({ subject_id: messageId, details: { state } })
  })

  it("stays in the message's trail and in its pane, with who and why", async () => {
    const { id: messageId } = await send("failed")
    const ctx = as(clinic.coordinator)
    expect(await reviewMessage(ctx, messageId)).toMatchObject({ settled: null })
    await settleSend(ctx, { messageId, reason })
    const { trail } = await messageDetail(ctx, messageId)
    const by = expect.stringContaining(" ")
    expect(trail.at(-1)).toMatchObject({ verb: "message.settled", by, reason: null, note: reason })
    expect(await reviewMessage(ctx, messageId)).toMatchObject({ settled: { note: reason } })
  })

  it("conflicts when somebody was first, and names who", async () => {
    const { id: messageId } = await send("failed")
    await settleSend(as(clinic.admin), { messageId, reason })
    const [{ name }] = await query(
      "SELECT concat_ws(' ', first_name, last_name) AS name FROM staff WHERE id = $1",
      [clinic.admin.staffId],
    )
    await expect(settleSend(as(clinic.coordinator), { messageId, reason })).rejects.toMatchObject({
      ...{ code: "conflict", message: `${name} set this text aside first. Nothing was changed.` },
    })
    await expect(settleSend(as(clinic.admin), { messageId, reason })).rejects.toMatchObject({
      message: "You set this text aside already. Nothing was changed.",
    })
    const twice = await send("failed")
    await arrange.message(clinic.patient, [], { state: "queued", againOf: twice.id })
    await expect(
      settleSend(as(clinic.admin), { messageId: twice.id, reason }),
    ).rejects.toMatchObject({ code: "conflict" })
  })

  it("lets one of several who press at once be first", async () => {
    const { id: messageId } = await send("unknown")
    const all = await Promise.allSettled(
      Array.from({ length: 5 }, () => settleSend(as(clinic.coordinator), { messageId, reason })),
    )
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  it("refuses what waits for nobody, and a reason that says nothing", async () => {
    const sent = await send("sent")
    const settle = (messageId: string, words = reason) =>
      settleSend(as(clinic.coordinator), { messageId, reason: words })
    await expect(settle(sent.id)).rejects.toMatchObject({ code: "invalid" })
    const { id } = await send("failed")
    await expect(settle(id, " a ")).rejects.toThrow("Say why")
    await expect(settle(randomUUID())).rejects.toMatchObject({ code: "not_found" })
  })

  it("finds nothing of another organization and lets no clinician", async () => {
    const { id: messageId } = await send("failed")
    const other = await arrange.clinic()
    await expect(settleSend(as(other.admin), { messageId, reason })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(settleSend(as(clinic.clinician), { messageId, reason })).rejects.toMatchObject({
      code: "forbidden",
    })
  })
})

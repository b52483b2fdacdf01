import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { retryReply } from "@/lib/replies/mutations"
import { receiveCall } from "@/lib/replies/receive"
import { MINUTE_MS } from "@/lib/time"
import { markRead } from "./mutations"

const test = testDatabase()
const arrange = fixtures(test)
const query = async (text: string, ...values: unknown[]) =>
  (await test.owner().query(text, values)).rows

/** Two questions, of which the conversation holds the second alone, and that one was read. */
async function earlierAndRead() {
  const { organization, admin } = await arrange.clinic()
  const ctx = mintStaffContext(admin)
  const [id, phone] = [randomUUID(), "+15553334444"]
  const text = async (body: string, fields: CallFields = {}) => {
    const of = { organizationId: organization.id, senderId: id, from: phone, body }
    const call = pluginCall({ ...of, inboundMessageId: randomUUID(), ...fields })
    const received = await receiveCall(call, Date.now())
    if (received.result === "ignored") throw new Error("ignored")
    return received.replyId
  }
  const startTime = new Date(Date.now() - 5 * MINUTE_MS).toISOString()
  const first = await text("Should I take it with food?", { startTime })
  const patient = await arrange.patient(organization.id, { id, phone })
  const second = await text("And what about milk?")
  await markRead(ctx, { patientId: patient.id, seenReplyIds: [second] })
  return { ctx, first, second, patient }
}

const since = async (patientId: string) =>
  (await query("SELECT unread_since FROM conversations WHERE patient_id = $1", patientId))[0]

it("is made by a question that finds its patient when it is read once more", async () => {
  const { ctx, first, patient } = await earlierAndRead()
  expect(await since(patient.id)).toEqual({ unread_since: null })
  expect(await retryReply(ctx, { replyId: first })).toMatchObject({ reason: "no_reminder" })
  const [row] = await query("SELECT event_at FROM replies WHERE id = $1", first)
  expect(await since(patient.id)).toEqual({ unread_since: row.event_at })
})

it("is not made by one that was read in the conversation already", async () => {
  const { ctx, second, patient } = await earlierAndRead()
  await retryReply(ctx, { replyId: second })
  expect(await since(patient.id)).toEqual({ unread_since: null })
})

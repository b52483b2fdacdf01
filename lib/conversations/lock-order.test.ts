import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { dismissReply, retryReply } from "@/lib/replies/mutations"
import { receiveCall } from "@/lib/replies/receive"
import { assignConversation, markRead, markUnread } from "./mutations"

const test = testDatabase()
const arrange = fixtures(test)
type Asked = { clinic: ArrangedClinic; replyId: string }
const admin = ({ clinic }: Asked) => mintStaffContext(clinic.admin)

async function asked(): Promise<Asked> {
  const clinic = await arrange.clinic()
  const call = pluginCall({
    ...{ organizationId: clinic.organization.id, senderId: clinic.patient.id },
    ...{ from: clinic.patient.phone, inboundMessageId: randomUUID() },
    body: "Should I take it with food?",
  })
  const received = await receiveCall(call, Date.now())
  if (received.result === "ignored") throw new Error("ignored")
  return { clinic, replyId: received.replyId }
}

/** How many transactions of this database wait for a row that another one holds. */
async function waiting(): Promise<number> {
  const { rows } = await test.owner().query(
    `SELECT count(*)::int AS n FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE NOT l.granted AND a.datname = current_database()`,
  )
  return rows[0].n
}

it.each<[string, (of: Asked) => Promise<unknown>]>([
  ["dismissReply", (of) => dismissReply(admin(of), { replyId: of.replyId, reason: "answered" })],
  ["retryReply", (of) => retryReply(admin(of), { replyId: of.replyId })],
  [
    "markRead",
    (of) => markRead(admin(of), { patientId: of.clinic.patient.id, seenReplyIds: [of.replyId] }),
  ],
  [
    "markUnread",
    (of) => markUnread(admin(of), { patientId: of.clinic.patient.id, replyId: of.replyId }),
  ],
  [
    "assignConversation",
    (of) => {
      const assigneeId = of.clinic.clinician.staffId
      const patientId = of.clinic.patient.id
      return assignConversation(admin(of), { patientId, assigneeId, seen: null })
    },
  ],
])("%s waits for the patient before it holds the conversation", async (_, act) => {
  const of = await asked()
  const id = of.clinic.patient.id
  const other = await test.owner().connect()
  try {
    await other.query("BEGIN")
    await other.query("SELECT 1 FROM patients WHERE id = $1 FOR UPDATE", [id])
    const acting = act(of)
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
    const decided = "SELECT 1 FROM reply_decisions WHERE reply_id = $1"
    expect((await other.query(decided, [of.replyId])).rowCount).toBe(0)
    const held = "SELECT 1 FROM conversations WHERE patient_id = $1 FOR UPDATE NOWAIT"
    expect((await other.query(held, [id])).rowCount).toBe(1)
    await other.query("COMMIT")
    await acting
  } finally {
    other.release(true)
  }
})

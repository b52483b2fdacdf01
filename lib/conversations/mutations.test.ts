import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { undoDecision } from "@/lib/replies/correction-mutations"
import { dismissReply } from "@/lib/replies/mutations"
import { receiveCall } from "@/lib/replies/receive"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { assignConversation, markRead, markUnread } from "./mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let biotMessageId: string | null

beforeEach(async () => {
  clinic = await arrange.clinic()
  const dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() - HOUR_MS })
  biotMessageId = (await arrange.message(clinic.patient, [dose])).biotMessageId
})

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const call = (body: string, more: object = {}) =>
  pluginCall({
    ...{ organizationId: clinic.organization.id, senderId: clinic.patient.id },
    ...{ from: clinic.patient.phone, body, inboundMessageId: randomUUID() },
    ...{ previousMessageId: biotMessageId, ...more },
  })
/** The id of the reply that a text became. */
async function text(body: string, more: object = {}): Promise<string> {
  const answer = await receiveCall(call(body, more), Date.now())
  if (answer.result !== "stored") throw new Error(`The text was not stored but ${answer.result}.`)
  const [row] = await query("SELECT id FROM replies WHERE body = $1 AND patient_id = $2", [
    ...[body, clinic.patient.id],
  ])
  return row.id
}
const standing = async () =>
  (await query("SELECT * FROM conversations WHERE patient_id = $1", [clinic.patient.id]))[0]
const since = async () => (await standing())?.unread_since ?? null
const eventOf = async (id: string) =>
  (await query("SELECT event_at FROM replies WHERE id = $1", [id]))[0].event_at
const as = (role: "clinician" | "coordinator" | "admin") => mintStaffContext(clinic[role])
const read = (...seenReplyIds: string[]) =>
  markRead(as("clinician"), { patientId: clinic.patient.id, seenReplyIds })

describe("a text from the patient", () => {
  it.each([
    ["a question", "Should I take it with food?"],
    ["free text", "Thank you very much for everything, see you on Monday"],
    ["a code that was not asked for", "7"],
    ["help", "HELP"],
    ["a safety word", "I want to kill myself"],
  ])("makes the conversation unread: %s", async (_, body) => {
    const id = await text(body)
    expect(await since()).toEqual(await eventOf(id))
  })

  it.each(["1", "2", "STOP"])("leaves it read: %s", async (body) => {
    await text(body)
    expect(await standing()).toBeUndefined()
  })

  it("makes it unread when it contradicts an answer", async () => {
    await text("1", { startTime: new Date(Date.now() - MINUTE_MS).toISOString() })
    expect(await since()).toBeNull()
    const id = await text("2")
    const [row] = await query("SELECT reason FROM replies WHERE id = $1", [id])
    expect(row.reason).toBe("contradiction")
    expect(await since()).toEqual(await eventOf(id))
  })

  it("stays unread since the earliest, in whatever order they came", async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
    await text("What does it do?", { startTime: at(2) })
    const earlier = await text("Should I take it with food?", { startTime: at(9) })
    expect(await since()).toEqual(await eventOf(earlier))
  })

  it("marks once for fifty copies, and not again after it was read", async () => {
    const copy = call("Should I take it with food?")
    await Promise.all(Array.from({ length: 50 }, () => receiveCall(copy, Date.now())))
    const rows = await query("SELECT id FROM replies WHERE patient_id = $1", [clinic.patient.id])
    expect(rows).toHaveLength(1)
    expect(
      await query("SELECT 1 FROM conversations WHERE patient_id = $1", [clinic.patient.id]),
    ).toHaveLength(1)
    await read(rows[0].id)
    await receiveCall(copy, Date.now())
    expect(await since()).toBeNull()
  })

  it("is nobody's mark when somebody else wrote it", async () => {
    await receiveCall(call("What now?", { kind: "caregiver", senderId: randomUUID() }), Date.now())
    expect(await standing()).toBeUndefined()
  })
})

describe("markRead", () => {
  it("reads what was seen and says who did", async () => {
    expect(await read(await text("Should I take it with food?"))).toEqual({ unreadSince: null })
    const row = await standing()
    expect(row).toMatchObject({ unread_since: null, read_by: clinic.clinician.staffId })
    const entries = await query(
      "SELECT verb FROM audit WHERE subject_kind = 'conversation' AND patient_id = $1",
      [clinic.patient.id],
    )
    expect(entries).toEqual([{ verb: "conversation.read" }])
  })

  it("leaves what came meanwhile unread, from there on", async () => {
    const seen = await text("Should I take it with food?")
    const unseen = await text("And what about milk?")
    await read(seen)
    expect(await since()).toEqual(await eventOf(unseen))
    await read(seen, unseen)
    expect(await since()).toBeNull()
  })

  it("loses nothing when replies and readers meet", async () => {
    const first = await text("Should I take it with food?")
    await Promise.all([
      ...["What now?", "And then?", "How long?"].map((body) => text(body)),
      ...Array.from({ length: 6 }, () => read(first)),
    ])
    const [row] = await query(
      "SELECT min(event_at) AS at FROM replies WHERE patient_id = $1 AND id <> $2",
      [clinic.patient.id, first],
    )
    await read(first)
    expect(await since()).toEqual(row.at)
  })

  it("does not wait for what a colleague has decided", async () => {
    const seen = await text("Should I take it with food?")
    const decided = await text("And what about milk?")
    await dismissReply(as("coordinator"), { replyId: decided, reason: "answered by phone" })
    await read(seen)
    expect(await since()).toBeNull()
  })

  it("follows a decision in Review, by which the reply was read", async () => {
    const first = await text("Should I take it with food?")
    const second = await text("And what about milk?")
    await dismissReply(as("coordinator"), { replyId: first, reason: "answered by phone" })
    expect(await since()).toEqual(await eventOf(second))
    await dismissReply(as("coordinator"), { replyId: second, reason: "answered by phone" })
    expect(await standing()).toMatchObject({
      ...{ unread_since: null, read_by: clinic.coordinator.staffId },
    })
  })

  it("is taken back with the decision, when what was decided waits again", async () => {
    const undo = async (replyId: string) => {
      const [seen] = await query(
        `SELECT attempts, (SELECT id FROM reply_decisions d WHERE d.reply_id = r.id
           ORDER BY at DESC LIMIT 1) AS "decisionId" FROM replies r WHERE id = $1`,
        [replyId],
      )
      await undoDecision(as("coordinator"), { replyId, reason: "Not answered yet.", seen })
    }
    const dismiss = (replyId: string) =>
      dismissReply(as("coordinator"), { replyId, reason: "answered by phone" })
    const first = await text("Should I take it with food?")
    const second = await text("And what about milk?")
    for (const id of [first, second]) await dismiss(id)
    await undo(second)
    expect(await since()).toEqual(await eventOf(second))
    await undo(first)
    expect(await since()).toEqual(await eventOf(first))
  })

  it("knows no patient of another organization", async () => {
    const theirs = await arrange.clinic()
    const asked = markRead(as("admin"), { patientId: theirs.patient.id, seenReplyIds: [] })
    await expect(asked).rejects.toMatchObject({ code: "not_found" })
  })

  it("is nobody's who lost their role", async () => {
    await query("UPDATE staff SET role = NULL WHERE id = $1", [clinic.clinician.staffId])
    await expect(read()).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("markUnread", () => {
  const unread = (replyId: string | null) =>
    markUnread(as("coordinator"), { patientId: clinic.patient.id, replyId })

  it("begins at the reply that is named, or at the newest", async () => {
    const first = await text("1", { startTime: new Date(Date.now() - MINUTE_MS).toISOString() })
    const second = await text("Should I take it with food?")
    await read(first, second)
    await unread(null)
    expect(await since()).toEqual(await eventOf(second))
    await unread(first)
    expect(await since()).toEqual(await eventOf(first))
    await read(first, second)
    expect(await since()).toBeNull()
  })

  it("needs something to read, of this patient", async () => {
    await expect(unread(null)).rejects.toMatchObject({ code: "invalid" })
    const other = await arrange.patient(clinic.organization.id)
    await text("Should I take it with food?")
    const [{ id }] = await query("SELECT id FROM replies WHERE patient_id = $1", [
      clinic.patient.id,
    ])
    const asked = markUnread(as("admin"), { patientId: other.id, replyId: id })
    await expect(asked).rejects.toMatchObject({ code: "not_found" })
  })

  it("knows no patient of another organization, and nobody without a role", async () => {
    const theirs = await arrange.clinic()
    const asked = markUnread(as("admin"), { patientId: theirs.patient.id, replyId: null })
    await expect(asked).rejects.toMatchObject({ code: "not_found" })
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.coordinator.staffId])
    await expect(unread(null)).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("assignConversation", () => {
  const assign = (assigneeId: string | null, seen: string | null = null) =>
    assignConversation(as("coordinator"), { patientId: clinic.patient.id, assigneeId, seen })

  it("gives it to a colleague, and to nobody again", async () => {
    const { staffId } = clinic.clinician
    expect(await assign(staffId)).toEqual({ assigneeId: staffId })
    expect(await standing()).toMatchObject({ assignee_id: staffId })
    expect(await assign(staffId)).toEqual({ assigneeId: staffId })
    await assign(null, staffId)
    expect(await standing()).toMatchObject({ assignee_id: null })
  })

  it("lets one of two who do so at once win, and tells the other", async () => {
    const done = await Promise.allSettled([
      assign(clinic.clinician.staffId),
      assign(clinic.coordinator.staffId),
    ])
    const [lost, ...more] = done.filter((each) => each.status === "rejected")
    expect(more).toEqual([])
    expect(lost?.reason).toMatchObject({ code: "conflict" })
  })

  it("refuses who cannot sign in, and who is elsewhere", async () => {
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.clinician.staffId])
    await expect(assign(clinic.clinician.staffId)).rejects.toMatchObject({ code: "invalid" })
    const theirs = await arrange.clinic()
    await expect(assign(theirs.admin.staffId)).rejects.toMatchObject({ code: "not_found" })
    const asked = assignConversation(as("admin"), {
      ...{ patientId: theirs.patient.id, assigneeId: null, seen: null },
    })
    await expect(asked).rejects.toMatchObject({ code: "not_found" })
  })

  it("is nobody's who lost their role", async () => {
    await query("UPDATE staff SET role = NULL WHERE id = $1", [clinic.coordinator.staffId])
    await expect(assign(null)).rejects.toMatchObject({ code: "forbidden" })
  })
})

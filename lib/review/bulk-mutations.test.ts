import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedStaff,
  fixtures,
} from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { reassignReply, undoDecision } from "@/lib/replies/correction-mutations"
import { dismissReply } from "@/lib/replies/mutations"
import { receiveCall } from "@/lib/replies/receive"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { acceptSuggestions, dismissReplies, retryReplies, undoDecisions } from "./bulk-mutations"
import { recentDecisions } from "./decided-queries"
import { reviewQueue } from "./queries"
import { allWait } from "./waiting"

const test = testDatabase()
const arrange = fixtures(test)
const reason = "The same advertisement."
let clinic: ArrangedClinic
let dose: ArrangedDose
let dueAt: number

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() - 8 * HOUR_MS
  dose = await arrange.dose(clinic.regimen, { dueAt })
  await arrange.message(clinic.patient, [dose], { sentAt: dueAt })
})

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const as = (person: ArrangedStaff) => mintStaffContext(person)
const stateOf = async (id: string) =>
  (await query("SELECT state FROM replies WHERE id = $1", id))[0].state

async function reply(body: string, fields: CallFields = {}): Promise<string> {
  const when = dueAt + 30 * MINUTE_MS
  const call = pluginCall({
    organizationId: clinic.organization.id,
    senderId: clinic.patient.id,
    from: clinic.patient.phone,
    startTime: new Date(when).toISOString(),
    body,
    ...fields,
  })
  const received = await receiveCall(call, when)
  if (received.result === "ignored") throw new Error("ignored")
  return received.replyId
}

/** A reply of another patient that came too late, with the one dose it is about. */
async function lateReply() {
  const patient = await arrange.patient(clinic.organization.id)
  const regimen = await arrange.regimen(patient)
  const asked = await arrange.dose(regimen, { dueAt })
  const message = await arrange.message(patient, [asked], { sentAt: dueAt })
  const replyId = await reply("hm", { senderId: patient.id, from: patient.phone })
  await query(
    `UPDATE replies SET state = 'review', reason = 'late_reply', intent = 'taken', message_id = $2, patient_id = $3
      WHERE id = $1`,
    ...[replyId, message.id, patient.id],
  )
  return { replyId, doseId: asked.id, meaning: "taken" as const, patient }
}

describe("dismissReplies", () => {
  it("dismisses each with its own audit entry, and each can be taken back", async () => {
    const ids = [
      await reply("win a prize"),
      await reply("Win a  prize"),
      await reply("win a prize"),
    ]
    const admin = as(clinic.admin)
    const { items } = await reviewQueue(admin, "all", Date.now())
    expect(new Set(items.map(({ sameness }) => sameness)).size).toBe(1)
    const lines = await dismissReplies(admin, { replyIds: [...ids, ...ids], reason })
    expect(lines).toMatchObject(ids.map((replyId) => ({ replyId, outcome: "dismissed" })))
    const entries = await query(
      "SELECT subject_id, actor_id FROM audit WHERE verb = 'reply.dismissed' AND subject_id = ANY($1)",
      ids,
    )
    expect(entries).toHaveLength(3)
    expect((await reviewQueue(admin, "all", Date.now())).items).toEqual([])

    const { decisions } = await recentDecisions(admin, Date.now())
    expect(decisions).toHaveLength(3)
    for (const { replyId, seen, isOwn, note } of decisions) {
      expect({ isOwn, note }).toEqual({ isOwn: true, note: reason })
      await undoDecision(admin, { replyId, seen, reason: "Undone." })
    }
    expect((await reviewQueue(admin, "all", Date.now())).counts.all).toBe(3)
    expect((await recentDecisions(admin, Date.now())).decisions).toEqual([])
  })

  it("tells who was first with one of them, and decides the others", async () => {
    const [taken, free] = [await reply("hello there"), await reply("hello there")]
    await dismissReply(as(clinic.coordinator), { replyId: taken, reason: "a wrong number" })
    const lines = await dismissReplies(as(clinic.admin), { replyIds: [taken, free], reason })
    expect(lines).toMatchObject([
      {
        ok: false,
        code: "conflict",
        sentence: expect.stringContaining("dismissed this reply first"),
      },
      { ok: true, outcome: "dismissed" },
    ])
  })

  it("changes nothing where one is another organization's, or the role does not allow it", async () => {
    const replyId = await reply("hello there")
    const stranger = as((await arrange.clinic()).admin)
    const foreign = dismissReplies(stranger, { replyIds: [replyId], reason })
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
    const wrong = dismissReplies(as(clinic.clinician), { replyIds: [replyId], reason })
    await expect(wrong).rejects.toMatchObject({ code: "forbidden" })
    expect(await stateOf(replyId)).toBe("review")
  })
})

describe("undoDecisions", () => {
  it("takes each back that nobody has decided since", async () => {
    const ids = [await reply("hello there"), await reply("hello there")]
    const admin = as(clinic.admin)
    const lines = await dismissReplies(admin, { replyIds: ids, reason })
    const replies = lines.map(({ replyId, ...line }) => ({
      ...{ replyId, decisionId: line.ok ? (line.decisionId ?? "") : "" },
    }))
    const [first] = replies
    const back = { replies: [first!], reason: "Undone." }
    expect(await undoDecisions(as(clinic.coordinator), back)).toMatchObject([{ outcome: "undone" }])
    expect(await undoDecisions(admin, { replies, reason: "Undone." })).toMatchObject([
      { ok: false, code: "conflict", sentence: expect.stringContaining("took back") },
      { ok: true, outcome: "undone" },
    ])
    for (const id of ids) expect(await stateOf(id)).toBe("review")
  })

  it("says whether the reply waits again or stands as it was applied", async () => {
    const admin = as(clinic.admin)
    const dismissed = await reply("hello there")
    const first = await dismissReply(admin, { replyId: dismissed, reason })
    const applied = await reply("1")
    const to = { patientId: clinic.patient.id, doseIds: [dose.id], meaning: "not_taken" as const }
    const seen = { attempts: 1, decisionId: null }
    const second = await reassignReply(admin, { replyId: applied, ...to, reason, seen })
    const replies = [
      { replyId: dismissed, decisionId: first.decisionId },
      { replyId: applied, decisionId: second.decisionId },
    ]
    const lines = await undoDecisions(admin, { replies, reason: "Undone." })
    const states = lines.map((line) => (line.ok ? line.state : undefined))
    expect(states).toEqual(["review", "applied"])
    expect(allWait(states.slice(0, 1))).toBe(true)
    expect(allWait(states.slice(1))).toBe(false)
  })

  it("is refused to a clinician and to another organization", async () => {
    const replyId = await reply("hello there")
    const { decisionId } = await dismissReply(as(clinic.admin), { replyId, reason })
    const input = { replies: [{ replyId, decisionId }], reason: "Undone." }
    const wrong = undoDecisions(as(clinic.clinician), input)
    await expect(wrong).rejects.toMatchObject({ code: "forbidden" })
    const foreign = undoDecisions(as((await arrange.clinic()).admin), input)
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
    expect(await stateOf(replyId)).toBe("dismissed")
  })
})

describe("retryReplies", () => {
  it("reads each once more and tells which still wait", async () => {
    const ids = [await reply("1"), await reply("hello there")]
    await query("UPDATE replies SET state = 'failed', reason = 'interpretation_failed'")
    const lines = await retryReplies(as(clinic.admin), { replyIds: ids })
    expect(lines).toMatchObject([{ outcome: "settled" }, { outcome: "waits" }])
    const again = await retryReplies(as(clinic.admin), { replyIds: ids })
    expect(again).toMatchObject([{ ok: false, code: "conflict" }, { ok: true }])
  })

  it("is an admin's alone, and of one organization", async () => {
    const replyIds = [await reply("hello there")]
    const wrong = retryReplies(as(clinic.coordinator), { replyIds })
    await expect(wrong).rejects.toMatchObject({ code: "forbidden" })
    const foreign = retryReplies(as((await arrange.clinic()).admin), { replyIds })
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
  })
})

describe("acceptSuggestions", () => {
  it("links each to the one dose that is suggested for it", async () => {
    const late = [await lateReply(), await lateReply()]
    const coordinator = as(clinic.coordinator)
    const { items } = await reviewQueue(coordinator, "late", Date.now())
    expect(items.map(({ proposal }) => proposal?.doseId).sort()).toEqual(
      late.map(({ doseId }) => doseId).sort(),
    )
    const lines = await acceptSuggestions(coordinator, { replies: late })
    expect(lines).toMatchObject([{ outcome: "linked" }, { outcome: "linked" }])
    for (const { doseId } of late) {
      const [row] = await query("SELECT state FROM doses WHERE id = $1", doseId)
      expect(row.state).toBe("taken_confirmed")
    }
  })

  it("refuses what is not suggested any more, and tells who was first", async () => {
    const [changed, decided] = [await lateReply(), await lateReply()]
    await dismissReply(as(clinic.admin), { replyId: decided.replyId, reason })
    const lines = await acceptSuggestions(as(clinic.coordinator), {
      replies: [{ ...changed, doseId: dose.id }, decided],
    })
    expect(lines).toMatchObject([
      { ok: false, code: "conflict", sentence: expect.stringContaining("suggested") },
      { ok: false, code: "conflict", sentence: expect.stringContaining("first") },
    ])
    expect(await stateOf(changed.replyId)).toBe("review")
  })

  it("never suggests what only a person can settle", async () => {
    const { replyId } = await lateReply()
    await query("UPDATE replies SET reason = 'contradiction' WHERE id = $1", replyId)
    const { items } = await reviewQueue(as(clinic.admin), "all", Date.now())
    expect(items).toMatchObject([{ id: replyId, proposal: null }])
  })

  it("is refused to a clinician and to another organization", async () => {
    const { replyId, doseId, meaning } = await lateReply()
    const input = { replies: [{ replyId, doseId, meaning }] }
    const wrong = acceptSuggestions(as(clinic.clinician), input)
    await expect(wrong).rejects.toMatchObject({ code: "forbidden" })
    const foreign = acceptSuggestions(as((await arrange.clinic()).admin), input)
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
  })
})

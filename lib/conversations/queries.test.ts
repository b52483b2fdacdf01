import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { recordConsent } from "@/lib/consent/mutations"
import { correctDoses } from "@/lib/doses/correction-mutations"
import { settleSend } from "@/lib/messages/settle-mutations"
import { queryOf } from "@/lib/patients/listing"
import { patientsPage } from "@/lib/patients/queries"
import { patientsPageSchema } from "@/lib/patients/schema"
import { patientTimeline } from "@/lib/patients/timeline-queries"
import { excusePeriod } from "@/lib/regimens/period-mutations"
import { receiveCall } from "@/lib/replies/receive"
import { todayFor } from "@/lib/staff/today"
import { escalateSafety } from "@/lib/tasks/escalate"
import { closeTask, openTask } from "@/lib/tasks/mutations"
import { assignTask } from "@/lib/tasks/plan-mutations"
import { acknowledgeTask, addTaskNote, closeSafetyTask } from "@/lib/tasks/safety-mutations"
import { HOUR_MS } from "@/lib/time"
import { assignConversation, markRead } from "./mutations"
import { conversationPage, THREAD_PAGE } from "./queries"
import type { ShownParts } from "./thread"
import { joinPages } from "./thread-order"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let dose: ArrangedDose
let biotMessageId: string | null

beforeEach(async () => {
  clinic = await arrange.clinic()
  dose = await arrange.dose(clinic.regimen, { dueAt: Date.now() - HOUR_MS })
  biotMessageId = (await arrange.message(clinic.patient, [dose])).biotMessageId
})

const as = (role: "clinician" | "coordinator" | "admin") => mintStaffContext(clinic[role])
const text = (body: string) =>
  receiveCall(
    pluginCall({
      ...{ organizationId: clinic.organization.id, senderId: clinic.patient.id, body },
      ...{ from: clinic.patient.phone, inboundMessageId: randomUUID() },
      previousMessageId: biotMessageId,
    }),
    Date.now(),
  )
const thread = (shown: ShownParts = "all", cursor: string | null = null) =>
  conversationPage(as("clinician"), clinic.patient.id, { shown, cursor }, Date.now())
const note = async (at: number) => {
  const id = randomUUID()
  await test.owner().query(
    `INSERT INTO patient_notes (organization_id, id, patient_id, body, written_by, written_at)
     VALUES ($1, $2, $3, 'noted', $4, $5)`,
    [
      ...[clinic.organization.id, id, clinic.patient.id, clinic.admin.staffId],
      new Date(at).toISOString(),
    ],
  )
  return id
}

describe("conversationPage", () => {
  it("tells what was sent, received, noted and changed, in one order", async () => {
    await text("1")
    const patientId = clinic.patient.id
    await correctDoses(as("clinician"), {
      ...{ correctionId: randomUUID(), patientId, as: "not_taken", reason: "as she said" },
      doses: [{ doseId: dose.id, seen: "taken_on_time" }],
    })
    await recordConsent(as("coordinator"), {
      ...{ patientId, consentId: randomUUID(), kind: "given", means: "phone", wording: "Yes" },
    })
    const taskId = randomUUID()
    await openTask(as("clinician"), { taskId, patientId, note: "Call her" })
    const settled = { taskId, outcome: "handled" as const, reason: "she knows", doseIds: [] }
    await closeTask(as("clinician"), settled)
    await note(Date.now())
    const { items, doses, earlier } = await thread()
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort((a, b) => a - b))
    expect(earlier).toBeNull()
    expect(new Set(items.map(({ kind }) => kind))).toEqual(
      new Set(["message", "reply", "note", "change"]),
    )
    const changes = items.flatMap((item) => (item.kind === "change" ? [item.change] : []))
    const told = (verb: string) => changes.find((change) => change.verb === verb)
    expect(told("consent.given")?.facts.means).toBe("phone")
    expect(told("task.opened")?.facts.cause).toBe("by_hand")
    expect(told("task.closed")?.facts.outcome).toBe("handled")
    expect(told("dose.not_taken")).toMatchObject({ note: "as she said", doseId: dose.id })
    const [reply] = items.filter(({ kind }) => kind === "reply")
    expect(reply).toMatchObject({ about: [dose.id], reply: { state: "applied", intent: "taken" } })
    expect(doses[dose.id]?.medication).toBe("Metformin")
  })

  it("tells what became of a safety word", async () => {
    await text("I have chest pain")
    const { rows } = await test
      .owner()
      .query("SELECT id FROM tasks WHERE patient_id = $1 AND kind = 'safety'", [clinic.patient.id])
    const [{ id: taskId }] = rows
    expect(await escalateSafety(Date.now() + HOUR_MS)).toBe(1)
    await acknowledgeTask(as("clinician"), { taskId })
    await addTaskNote(as("coordinator"), { taskId, note: "called twice,\nno answer" })
    await closeSafetyTask(as("clinician"), { taskId, note: "sent to the hospital" })
    const changes = (await thread("changes")).items.flatMap((item) => {
      return item.kind === "change" ? [item.change] : []
    })
    expect(changes).toMatchObject([
      { verb: "task.safety_opened", by: null },
      { verb: "task.escalated", by: null },
      { verb: "task.acknowledged", by: "Robin clinician" },
      { verb: "task.noted", note: "Robin coordinator: called twice,\nno answer" },
      { verb: "task.closed", note: "Robin clinician: sent to the hospital" },
    ])
  })

  it("tells to whom a follow-up was given, and that it was given back", async () => {
    const [taskId, patientId] = [randomUUID(), clinic.patient.id]
    await openTask(as("clinician"), { taskId, patientId, note: "Call her" })
    const given = { taskId, seen: null, assigneeId: clinic.coordinator.staffId }
    await assignTask(as("admin"), given)
    await assignTask(as("admin"), { taskId, seen: given.assigneeId, assigneeId: null })
    const { items } = await thread("changes")
    expect(items.slice(-2)).toMatchObject([
      { change: { verb: "task.assigned", facts: { assignee: "Robin coordinator" } } },
      { change: { verb: "task.assigned", facts: { assignee: null } } },
    ])
  })

  it("tells that a text was set aside in Review, and why", async () => {
    const { id: messageId } = await arrange.message(clinic.patient, [dose])
    await test
      .owner()
      .query("UPDATE messages SET state = 'failed', reason = 'TIMEOUT' WHERE id = $1", [messageId])
    await settleSend(as("coordinator"), { messageId, reason: "She was called instead" })
    const { items } = await thread("changes")
    expect(items).toMatchObject([
      { change: { verb: "message.settled", note: "She was called instead" } },
    ])
    expect(items[0]).toMatchObject({ change: { by: expect.stringContaining(" ") } })
  })

  it("names the days, the medication and the reason of excused days", async () => {
    await excusePeriod(as("clinician"), {
      ...{ patientId: clinic.patient.id, periodId: randomUUID(), regimenId: clinic.regimen.id },
      ...{ kind: "hospital", reason: "Surgery", fromDate: "2026-11-02", toDate: "2026-11-04" },
    })
    const { items } = await thread("changes")
    const [change] = items
    expect(change).toMatchObject({
      change: {
        verb: "period.excused",
        facts: {
          ...{ from: "2026-11-02", to: "2026-11-04" },
          ...{ medication: "Metformin", excuse: "hospital" },
        },
        note: "Surgery",
      },
    })
    expect((await thread("texts")).items.map(({ kind }) => kind)).toEqual(["message"])
  })

  it("tells a correction of many doses once, and of how many", async () => {
    const due = [1, 2, 3].map((n) => Date.now() - n * 24 * HOUR_MS)
    const doses = []
    for (const dueAt of due) doses.push(await arrange.dose(clinic.regimen, { dueAt }))
    await correctDoses(as("clinician"), {
      ...{ correctionId: randomUUID(), patientId: clinic.patient.id, as: "excused" },
      doses: doses.map(({ id }) => ({ doseId: id, seen: "not_reminded" })),
      reason: "Surgery",
    })
    const { items } = await thread("changes")
    const told = items.filter((item) => item.kind === "change" && item.change.note === "Surgery")
    const excused = told.filter(
      (item) => item.kind === "change" && item.change.verb === "dose.excused",
    )
    expect(excused).toMatchObject([{ change: { facts: { more: 2 }, doseId: doses[0]?.id } }])
  })

  it("goes back through everything once, also through what bears the same time", async () => {
    const at = Date.now() - HOUR_MS * 3
    const ids = []
    for (let n = 0; n < THREAD_PAGE + 15; n += 1) ids.push(await note(at - Math.floor(n / 9)))
    const first = await thread("changes")
    expect(first.items).toHaveLength(THREAD_PAGE)
    const second = await thread("changes", first.earlier)
    expect(second).toMatchObject({ earlier: null })
    expect(second.items).toHaveLength(15)
    const joined = joinPages([first, second])
    expect(joined.map(({ id }) => id).sort()).toEqual(ids.sort())
    expect((await thread("changes", "nonsense")).items).toHaveLength(THREAD_PAGE)
  })

  it.each([
    ["quarantined", "other_patients_message", 0],
    ["dismissed", "other_patients_message", 0],
    ["dismissed", "unknown_organization", 0],
    ["dismissed", "inactive_organization", 0],
    ["dismissed", "question", 1],
    ["dismissed", null, 1],
  ])("shows what may be another patient's to admins alone: %s, %s", async (state, reason, n) => {
    await text("What is this?")
    await test
      .owner()
      .query("UPDATE replies SET state = $2, reason = $3 WHERE patient_id = $1", [
        ...[clinic.patient.id, state, reason],
      ])
    const asked = { shown: "texts", cursor: null } as const
    const seen = async (role: "clinician" | "coordinator" | "admin") => {
      const { items } = await conversationPage(as(role), clinic.patient.id, asked, Date.now())
      const { replies } = await patientTimeline(
        as(role),
        clinic.patient.id,
        { days: 30 },
        Date.now(),
      )
      return [items.filter(({ kind }) => kind === "reply").length, replies.length]
    }
    expect(await seen("clinician")).toEqual([n, n])
    expect(await seen("coordinator")).toEqual([n, n])
    expect(await seen("admin")).toEqual([1, 1])
    const { sections } = await todayFor(as("coordinator"), Date.now())
    expect(sections.find(({ key }) => key === "conversations")?.lines).toHaveLength(n)
  })

  it("leaves an audit entry, and knows no patient of another organization", async () => {
    await thread()
    const { rows } = await test
      .owner()
      .query("SELECT verb FROM audit WHERE actor_id = $1", [clinic.clinician.staffId])
    expect(rows).toEqual([{ verb: "patient_read" }])
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    const asked = { shown: "all", cursor: null } as const
    await expect(
      conversationPage(stranger, clinic.patient.id, asked, Date.now()),
    ).rejects.toMatchObject({ code: "not_found" })
  })
})

describe("an unread conversation", () => {
  const listed = async (role: "clinician" | "admin", filter: string) =>
    (
      await patientsPage(
        as(role),
        patientsPageSchema.parse(queryOf(new URLSearchParams({ filter }))),
        Date.now(),
      )
    ).rows
  const section = async () =>
    (await todayFor(as("coordinator"), Date.now())).sections.find(
      ({ key }) => key === "conversations",
    )

  it("stands on the list, on Today and on the patient's page until it is read", async () => {
    await arrange.patient(clinic.organization.id)
    await text("Should I take it with food?")
    expect(await listed("admin", "unread")).toMatchObject([
      { id: clinic.patient.id, isUnread: true },
    ])
    expect((await listed("admin", "all")).map(({ isUnread }) => isUnread).sort()).toEqual([
      ...[false, true],
    ])
    const today = await section()
    expect(today).toMatchObject({ total: 1, lines: [{ isUnread: true }] })
    expect(today?.lines[0]).toMatchObject({
      said: "question",
      words: "Should I take it with food?",
    })
    const page = await patientTimeline(as("clinician"), clinic.patient.id, { days: 30 }, Date.now())
    expect(page.conversation.unreadSince).not.toBeNull()
    const seenReplyIds = page.replies.map(({ id }) => id)
    await markRead(as("clinician"), { patientId: clinic.patient.id, seenReplyIds })
    expect(await listed("admin", "unread")).toEqual([])
    // It still waits for a decision in Review.
    expect(await section()).toMatchObject({ total: 1, lines: [{ isUnread: false }] })
    expect((await thread()).conversation).toMatchObject({ unreadSince: null, assignee: null })
  })

  it("is found by whom it was given to, and comes first for them", async () => {
    await text("Should I take it with food?")
    const other = await arrange.patient(clinic.organization.id)
    await receiveCall(
      pluginCall({
        ...{ organizationId: clinic.organization.id, senderId: other.id, from: other.phone },
        body: "What is this?",
      }),
      Date.now(),
    )
    await assignConversation(as("admin"), {
      ...{ patientId: other.id, assigneeId: clinic.coordinator.staffId, seen: null },
    })
    expect((await section())?.lines).toMatchObject([
      { words: "What is this?", isMine: true },
      { words: "Should I take it with food?", isMine: false, assignee: null },
    ])
    expect(await listed("clinician", "mine")).toEqual([])
    const { rows } = await patientsPage(
      as("coordinator"),
      patientsPageSchema.parse({ assignee: ["me"] }),
      Date.now(),
    )
    expect(rows.map(({ id }) => id)).toEqual([other.id])
  })
})

import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { receiveCall } from "@/lib/replies/receive"
import { MINUTE_MS } from "@/lib/time"
import { escalateSafety } from "./escalate"
import { acknowledgeTask, addTaskNote, closeSafetyTask } from "./safety-mutations"
import { safetyBoard } from "./safety-queries"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.now()
let clinic: ArrangedClinic
let taskId: string

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const as = (who: ArrangedStaff) => mintStaffContext(who)
const stored = async (id = taskId) => (await query("SELECT * FROM tasks WHERE id = $1", [id]))[0]
const verbs = async () =>
  (await query("SELECT verb FROM audit WHERE subject_id = $1 ORDER BY at, verb", [taskId])).map(
    ({ verb }) => verb,
  )

/** A reply with a safety word, so many minutes ago. */
async function openTask(
  level: "emergency" | "urgent" | null,
  minutes: number,
  of: ArrangedClinic = clinic,
) {
  const [id, replyId] = [newId(), newId()]
  const organizationId = of.organization.id
  const openedAt = new Date(now - minutes * MINUTE_MS)
  await query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, state, reason, body, patient_id)
     VALUES ($1, $2::uuid, $2::text, '{}', 'review', 'safety', 'chest pain', $3)`,
    [organizationId, replyId, of.patient.id],
  )
  await query(
    `INSERT INTO tasks (organization_id, id, kind, level, patient_id, reply_id, opened_at)
     VALUES ($1, $2, 'safety', $3, $4, $5, $6)`,
    [organizationId, id, level, of.patient.id, replyId, openedAt],
  )
  return id
}

beforeEach(async () => {
  await query("UPDATE tasks SET state = 'closed'")
  clinic = await arrange.clinic()
  taskId = await openTask("emergency", 1)
})

const attempts = (who: ArrangedStaff) => [
  () => acknowledgeTask(as(who), { taskId }),
  () => addTaskNote(as(who), { taskId, note: "A word" }),
  () => closeSafetyTask(as(who), { taskId, note: "Done" }),
]

describe("acknowledgeTask", () => {
  it("says whose it is, and tells a second person so by name", async () => {
    await acknowledgeTask(as(clinic.clinician), { taskId })
    expect(await stored()).toMatchObject({
      ...{ state: "acknowledged", owner_id: clinic.clinician.staffId },
      acknowledged_by: clinic.clinician.staffId,
    })
    const second = acknowledgeTask(as(clinic.coordinator), { taskId })
    await expect(second).rejects.toMatchObject({
      ...{ code: "conflict", message: "Robin clinician has this already. Nothing was changed." },
    })
    const { tasks } = await safetyBoard(as(clinic.coordinator), now)
    expect(tasks).toMatchObject([
      { taskId, state: "acknowledged", acknowledgedBy: "Robin clinician", words: "chest pain" },
    ])
  })

  it("lets a colleague take it over from whom they see there, and twice changes nothing", async () => {
    await acknowledgeTask(as(clinic.clinician), { taskId })
    const { acknowledged_at: first } = await stored()
    await acknowledgeTask(as(clinic.clinician), { taskId })
    expect((await stored()).acknowledged_at).toEqual(first)
    const seenOwnerId = clinic.clinician.staffId
    await acknowledgeTask(as(clinic.admin), { taskId, seenOwnerId })
    expect((await stored()).owner_id).toBe(clinic.admin.staffId)
    const late = acknowledgeTask(as(clinic.coordinator), { taskId, seenOwnerId })
    await expect(late).rejects.toThrow(/Robin admin/)
  })

  it("is one person's, of two who try at once", async () => {
    const both = await Promise.allSettled(
      [clinic.clinician, clinic.admin].map((who) => acknowledgeTask(as(who), { taskId })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  })
})

describe("a note and the end", () => {
  it("stay with the task, under their writers' names", async () => {
    await addTaskNote(as(clinic.coordinator), { taskId, note: "Called, no answer" })
    await closeSafetyTask(as(clinic.clinician), { taskId, note: "Reached: sent to the hospital" })
    expect(await stored()).toMatchObject({
      ...{ state: "closed", outcome: "handled", closed_by: clinic.clinician.staffId },
      acknowledged_by: clinic.clinician.staffId,
      note: "Robin coordinator: Called, no answer\nRobin clinician: Reached: sent to the hospital",
    })
    expect((await safetyBoard(as(clinic.admin), now)).tasks).toEqual([])
    expect(await verbs()).toEqual(["task.noted", "task.closed"])
    const audited = await query("SELECT details FROM audit WHERE subject_id = $1", [taskId])
    expect(JSON.stringify(audited)).not.toContain("hospital")
  })

  it("need words", async () => {
    const silent = closeSafetyTask(as(clinic.clinician), { taskId, note: "  " })
    await expect(silent).rejects.toThrow(/Say what was done/)
    await expect(addTaskNote(as(clinic.admin), { taskId, note: "" })).rejects.toThrow(/few words/)
    expect((await stored()).state).toBe("open")
  })

  it("come too late once somebody closed it, who is named", async () => {
    await closeSafetyTask(as(clinic.admin), { taskId, note: "Done" })
    const sentence = "Robin admin has closed this already. Nothing was changed."
    for (const attempt of attempts(clinic.clinician)) {
      await expect(attempt()).rejects.toMatchObject({ code: "conflict", message: sentence })
    }
    expect((await stored()).note).toBe("Robin admin: Done")
  })
})

describe("every verb", () => {
  it("reaches nothing of another organization, and no follow-up", async () => {
    const stranger = (await arrange.clinic()).admin
    for (const attempt of attempts(stranger)) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" })
    }
    await query("UPDATE tasks SET kind = 'follow_up' WHERE id = $1", [taskId])
    for (const attempt of attempts(clinic.admin)) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" })
    }
    expect((await stored()).state).toBe("open")
  })

  it("is refused to whoever lost access", async () => {
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.coordinator.staffId])
    for (const attempt of attempts(clinic.coordinator)) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" })
    }
    expect((await stored()).state).toBe("open")
  })
})

describe("safetyBoard", () => {
  it("leaves out none that nobody has taken, among hundreds that are", async () => {
    await query(
      `WITH said AS (
         INSERT INTO replies (organization_id, id, dedupe_key, payload, state)
         SELECT $1, r, r::text, '{}', 'review'
           FROM (SELECT gen_random_uuid() AS r FROM generate_series(1, 510)) ids RETURNING id)
       INSERT INTO tasks (organization_id, id, kind, level, state, reply_id, acknowledged_at)
       SELECT $1, gen_random_uuid(), 'safety', 'emergency', 'acknowledged', id, now() FROM said`,
      [clinic.organization.id],
    )
    const board = await safetyBoard(as(clinic.clinician), now)
    expect(board.tasks[0]).toMatchObject({ taskId, state: "open" })
  })

  it("names whom to call, also where only a person could tell who wrote", async () => {
    const line = async () => (await safetyBoard(as(clinic.clinician), now)).tasks[0]
    const { phone } = clinic.patient
    expect(await line()).toMatchObject({ patientName: "Ada Vance", phone, level: "emergency" })
    await query("UPDATE tasks SET patient_id = NULL WHERE id = $1", [taskId])
    expect(await line()).toMatchObject({ patientName: "Ada Vance", phone })
    await query(
      `UPDATE replies SET patient_id = NULL, sender_kind = 'caregiver', from_phone = '+15550001111'
        WHERE id = (SELECT reply_id FROM tasks WHERE id = $1)`,
      [taskId],
    )
    expect(await line()).toMatchObject({ patientName: "A caregiver", phone: "+15550001111" })
  })

  it("shows everybody a cry in quarantine, or dismissed out of it, and admins its words", async () => {
    const wordsFor = async (who: ArrangedStaff) =>
      (await safetyBoard(as(who), now)).tasks.map((task) => [task.taskId, task.words])
    for (const state of ["quarantined", "dismissed"]) {
      await query(
        `UPDATE replies SET state = $2, reason = 'other_patients_message'
          WHERE id = (SELECT reply_id FROM tasks WHERE id = $1)`,
        [taskId, state],
      )
      expect(await wordsFor(clinic.clinician)).toEqual([[taskId, null]])
      expect(await wordsFor(clinic.coordinator)).toEqual([[taskId, null]])
      expect(await wordsFor(clinic.admin)).toEqual([[taskId, "chest pain"]])
    }
  })

  it("shows nothing of another organization, and the number only while it is told", async () => {
    const safetyAnswer = { isOn: true, emergencyNumber: "112", texts: {} }
    const other = await arrange.clinic({ settings: { safetyAnswer } })
    expect(await safetyBoard(as(other.admin), now)).toMatchObject({
      ...{ tasks: [], total: 0, toldToCall: "112" },
    })
    expect((await safetyBoard(as(clinic.admin), now)).toldToCall).toBeNull()
  })
})

describe("escalateSafety", () => {
  it("marks what nobody took within its target, once, however many workers look", async () => {
    const late = await openTask("emergency", 16)
    const old = await openTask(null, 17)
    const urgent = await openTask("urgent", 59)
    const taken = await openTask("emergency", 40)
    await acknowledgeTask(as(clinic.clinician), { taskId: taken })
    const both = await Promise.all([escalateSafety(now), escalateSafety(now)])
    expect(both[0] + both[1]).toBe(2)
    expect(await escalateSafety(now)).toBe(0)
    const marked = await query("SELECT id FROM tasks WHERE escalated_at IS NOT NULL")
    expect(marked.map(({ id }) => id).sort()).toEqual([late, old].sort())
    expect(await escalateSafety(now + MINUTE_MS)).toBe(1)
    expect((await stored(urgent)).escalated_at.getTime()).toBe(now + MINUTE_MS)
    const audited = await query("SELECT actor_kind, details FROM audit WHERE subject_id = $1", [
      ...[late],
    ])
    expect(audited).toMatchObject([{ actor_kind: "system", details: { level: "emergency" } }])
    const { tasks } = await safetyBoard(as(clinic.admin), now + MINUTE_MS)
    expect(tasks.map((task) => task.taskId)).toEqual([old, late, urgent, taskId, taken])
  })

  it("follows each organization's own target", async () => {
    const settings = { safetyTargets: { emergencyMinutes: 5, urgentMinutes: 10 } }
    const strict = await arrange.clinic({ settings })
    const theirs = await openTask("emergency", 6, strict)
    await openTask("emergency", 6)
    expect(await escalateSafety(now)).toBe(1)
    expect((await stored(theirs)).escalated_at).not.toBeNull()
    expect((await safetyBoard(as(strict.clinician), now)).targets).toEqual(settings.safetyTargets)
  })
})

it("leaves in the audit that a reply opened its task, once", async () => {
  const { organization, patient } = clinic
  const call = pluginCall({
    ...{ organizationId: organization.id, senderId: patient.id, from: patient.phone },
    body: "I have chest pain",
  })
  await receiveCall(call, now)
  await receiveCall(call, now)
  const opened = await query(
    "SELECT details FROM audit WHERE patient_id = $1 AND verb = 'task.safety_opened'",
    [patient.id],
  )
  expect(opened).toMatchObject([{ details: { cause: "safety_word", level: "emergency" } }])
})

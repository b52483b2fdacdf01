import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { closeWindows } from "@/lib/doses/close"
import { correctDoses } from "@/lib/doses/correction-mutations"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { closeTask, openTask, takeTask } from "./mutations"
import { openFollowUps } from "./open-follow-ups"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.now()
let clinic: ArrangedClinic
let doses: ArrangedDose[]
let taskId: string

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const tasks = () =>
  query("SELECT * FROM tasks WHERE patient_id = $1 ORDER BY opened_at", [clinic.patient.id])
const states = async () =>
  (
    await query("SELECT state FROM doses WHERE patient_id = $1 ORDER BY due_at", [
      clinic.patient.id,
    ])
  ).map(({ state }) => state)
const coordinator = () => mintStaffContext(clinic.coordinator)
const settle = (more: object = {}) => ({
  ...{ taskId, outcome: "not_reached" as const, reason: "", doseIds: [] as string[] },
  ...more,
})

/** Two doses that nobody answered, and the follow-up that they call for. */
beforeEach(async () => {
  await query("UPDATE patients SET is_enabled = false")
  await query("UPDATE tasks SET state = 'closed'")
  clinic = await arrange.clinic()
  doses = []
  for (const hours of [32, 8]) {
    const dueAt = now - hours * HOUR_MS
    const dose = await arrange.dose(clinic.regimen, { dueAt, state: "pending" })
    await arrange.message(clinic.patient, [dose], { sentAt: dueAt })
    doses.push(dose)
  }
  await closeWindows(now)
  await openFollowUps(now, now - HOUR_MS)
  taskId = (await tasks())[0]?.id
})

/** Until somebody waits for a row that another transaction holds. */
async function isWaitedFor() {
  const waiting = "SELECT 1 FROM pg_locks WHERE NOT granted"
  while ((await query(waiting)).length === 0) await sleep(20)
}

describe("openFollowUps", () => {
  it("opens one task with its doses, due on a working day, however often it runs", async () => {
    const again = await Promise.all([openFollowUps(now, null), openFollowUps(now, null)])
    expect(again).toEqual([0, 0])
    const [task, ...more] = await tasks()
    expect(more).toEqual([])
    expect(task).toMatchObject({ kind: "follow_up", cause: "no_response", state: "open" })
    expect(task.dose_ids.sort()).toEqual(doses.map(({ id }) => id).sort())
    expect(task.due_at.getTime()).toBeGreaterThan(now)
  })

  it("opens one when several workers look at once", async () => {
    await query("DELETE FROM tasks")
    const opened = await Promise.all([1, 2, 3].map(() => openFollowUps(now, null)))
    expect(opened.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await tasks()).toHaveLength(1)
  })

  it("asks the rules again for a patient whom somebody was busy with", async () => {
    await query("DELETE FROM tasks")
    const colleague = await test.owner().connect()
    try {
      await colleague.query("BEGIN")
      await colleague.query("SELECT 1 FROM patients WHERE id = $1 FOR UPDATE", [clinic.patient.id])
      const looking = openFollowUps(now, null)
      await isWaitedFor()
      await colleague.query(
        `INSERT INTO tasks (organization_id, id, kind, cause, patient_id, dose_ids, state, closed_at)
         VALUES ($1, $2, 'follow_up', 'no_response', $3, $4, 'closed', now())`,
        [clinic.organization.id, randomUUID(), clinic.patient.id, doses.map(({ id }) => id)],
      )
      await colleague.query("COMMIT")
      expect(await looking).toBe(0)
    } finally {
      colleague.release()
    }
    expect(await tasks()).toHaveLength(1)
  })

  it("closes one of long ago once its doses are accounted for", async () => {
    const later = now + 20 * DAY_MS
    expect(await openFollowUps(later, null)).toBe(0)
    const correct = (dose: ArrangedDose) =>
      correctDoses(coordinator(), {
        ...{ correctionId: randomUUID(), patientId: clinic.patient.id, as: "taken" },
        ...{ doses: [{ doseId: dose.id, seen: "no_response" }], reason: "Told by phone" },
      })
    await correct(doses[0]!)
    expect(await openFollowUps(later, null)).toBe(0)
    await correct(doses[1]!)
    expect(await openFollowUps(later, null)).toBe(1)
    expect(await tasks()).toMatchObject([{ state: "closed", outcome: null }])
  })

  it("puts an opt-out before staff, and takes it back with the opt-out", async () => {
    await query("INSERT INTO opt_outs VALUES ($1, $2, true, now())", [
      ...[clinic.organization.id, clinic.patient.phone],
    ])
    await query("UPDATE patient_summaries SET need = 1")
    expect(await openFollowUps(now, null)).toBe(1)
    await query("UPDATE opt_outs SET is_opted_out = false")
    expect(await openFollowUps(now, null)).toBe(1)
    const unreachable = (await tasks()).find(({ cause }) => cause === "unreachable")
    expect(unreachable).toMatchObject({
      ...{ state: "closed", outcome: null, closed_by: null },
      note: "The patient can be reached by text again.",
    })
  })
})

describe("takeTask", () => {
  it("makes an owner, and lets two colleagues not take it from one another unseen", async () => {
    await takeTask(coordinator(), { taskId, seenOwnerId: null })
    expect((await tasks())[0]).toMatchObject({
      ...{ state: "acknowledged", owner_id: clinic.coordinator.staffId },
    })
    const clinician = mintStaffContext(clinic.clinician)
    const unseen = takeTask(clinician, { taskId, seenOwnerId: null })
    await expect(unseen).rejects.toMatchObject({ code: "conflict" })
    await takeTask(clinician, { taskId, seenOwnerId: clinic.coordinator.staffId })
    expect((await tasks())[0].owner_id).toBe(clinic.clinician.staffId)
  })
})

describe("closeTask", () => {
  it("records what the patient said on the phone, for the doses that were asked about", async () => {
    const [first, second] = doses
    const takenAt = now - 7 * HOUR_MS
    const doseIds = [second!.id]
    const taken = { outcome: "reached_taken" as const, doseIds, takenAt }
    expect(await closeTask(coordinator(), settle(taken))).toEqual({ taskId, statedDoses: 1 })
    expect(await states()).toEqual(["no_response", "taken_confirmed"])
    const events = await query(
      `SELECT dose_id, source, staff_id, reason, taken_at FROM dose_events
        WHERE kind = 'taken' AND dose_id = ANY($1)`,
      [doses.map(({ id }) => id)],
    )
    expect(events).toEqual([
      {
        ...{ dose_id: second!.id, source: "staff", staff_id: clinic.coordinator.staffId },
        ...{ reason: "Reached: taken", taken_at: new Date(takenAt) },
      },
    ])
    expect((await tasks())[0]).toMatchObject({
      ...{ state: "closed", outcome: "reached_taken", closed_by: clinic.coordinator.staffId },
    })
    const audited = await query("SELECT verb FROM audit WHERE actor_id = $1 ORDER BY verb", [
      clinic.coordinator.staffId,
    ])
    expect(audited).toEqual([{ verb: "dose.taken" }, { verb: "task.closed" }])
    expect(await openFollowUps(now, null)).toBe(0)
    expect(first).toBeDefined()
  })

  it("states what was not taken, and what does not count, with a reason", async () => {
    const doseIds = doses.map(({ id }) => id)
    const refused = { outcome: "reached_not_taken" as const, doseIds, reason: "Felt dizzy" }
    const unexplained = closeTask(coordinator(), settle({ ...refused, reason: " " }))
    await expect(unexplained).rejects.toThrow(/Say why/)
    expect(await closeTask(coordinator(), settle(refused))).toMatchObject({ statedDoses: 2 })
    expect(await states()).toEqual(["not_taken", "not_taken"])
    expect((await tasks())[0].note).toBe("Felt dizzy")
  })

  it("does not touch what was reported meanwhile", async () => {
    const [first, second] = doses
    await query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
       VALUES ($1, $2, $3, 'taken', 'patient', $4, $4)`,
      [...[clinic.organization.id, randomUUID(), first!.id], new Date(now - 31 * HOUR_MS)],
    )
    const doseIds = [first!.id, second!.id]
    const excused = { outcome: "excused" as const, doseIds, reason: "In hospital" }
    expect(await closeTask(coordinator(), settle(excused))).toMatchObject({ statedDoses: 1 })
    expect((await states())[1]).toBe("excused")
  })

  it.each(["not_reached", "wrong_number", "handled"] as const)(
    "changes no dose for %s",
    async (outcome) => {
      const doseIds = doses.map(({ id }) => id)
      expect(await closeTask(coordinator(), settle({ outcome, doseIds }))).toMatchObject({
        statedDoses: 0,
      })
      expect(await states()).toEqual(["no_response", "no_response"])
    },
  )

  it("is done by one of two who try at once", async () => {
    const taken = settle({ outcome: "reached_taken", doseIds: doses.map(({ id }) => id) })
    const both = await Promise.allSettled([
      closeTask(coordinator(), taken),
      closeTask(mintStaffContext(clinic.clinician), taken),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    const failed = both.find((each) => each.status === "rejected")
    expect(failed?.reason).toMatchObject({ code: "conflict" })
    const events = await query("SELECT 1 FROM dose_events WHERE dose_id = $1 AND kind = 'taken'", [
      doses[0]!.id,
    ])
    expect(events).toHaveLength(1)
  })

  it("refuses other doses, several with one time, and other organizations", async () => {
    const other = await arrange.dose(clinic.regimen, { dueAt: now - 50 * HOUR_MS })
    const foreign = settle({ outcome: "reached_taken", doseIds: [other.id] })
    await expect(closeTask(coordinator(), foreign)).rejects.toMatchObject({ code: "invalid" })
    const timed = { outcome: "reached_taken", doseIds: doses.map(({ id }) => id), takenAt: now }
    await expect(closeTask(coordinator(), settle(timed))).rejects.toMatchObject({ code: "invalid" })
    const elsewhere = mintStaffContext((await arrange.clinic()).admin)
    const closing = closeTask(elsewhere, settle())
    await expect(closing).rejects.toMatchObject({ code: "not_found" })
    const taking = takeTask(elsewhere, { taskId, seenOwnerId: null })
    await expect(taking).rejects.toMatchObject({ code: "not_found" })
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.coordinator.staffId])
    const gone = closeTask(coordinator(), settle())
    await expect(gone).rejects.toMatchObject({ code: "forbidden" })
    expect((await tasks())[0].state).toBe("open")
  })
})

describe("openTask", () => {
  it("opens one for a double click, with what is to be done", async () => {
    const wanted = { taskId: randomUUID(), patientId: clinic.patient.id, note: "Call about pills" }
    await Promise.all([openTask(coordinator(), wanted), openTask(coordinator(), wanted)])
    const byHand = (await tasks()).filter(({ cause }) => cause === "by_hand")
    expect(byHand).toHaveLength(1)
    expect(byHand[0]).toMatchObject({
      ...{ note: "Call about pills", opened_by: clinic.coordinator.staffId, state: "open" },
    })
    await closeTask(
      coordinator(),
      settle({ taskId: wanted.taskId, outcome: "handled", reason: "Done" }),
    )
    const closed = (await tasks()).find(({ id }) => id === wanted.taskId)
    expect(closed.note).toBe("Call about pills\nDone")
    const foreign = openTask(mintStaffContext((await arrange.clinic()).admin), {
      ...{ ...wanted, taskId: randomUUID() },
    })
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
  })

  it("opens none for a patient whom BioT has no more, where nobody would see it", async () => {
    const wanted = { taskId: randomUUID(), patientId: clinic.patient.id, note: "Call about pills" }
    await query("UPDATE patients SET deleted_at = now() WHERE id = $1", [clinic.patient.id])
    await expect(openTask(coordinator(), wanted)).rejects.toMatchObject({ code: "not_found" })
  })
})

import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { followUpDue } from "./due"
import { followUpList, followUpPlan } from "./list-queries"
import { ALL_FOLLOW_UPS, type FollowUpFilters } from "./listed"
import { closeTask } from "./mutations"
import { assignTask, changeTaskDue } from "./plan-mutations"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let dueAt: number
let taskId: string

const as = (person: ArrangedStaff) => mintStaffContext(person)
const query = async (text: string, values: unknown[]) =>
  (await test.owner().query(text, values)).rows
const taskNow = async () => (await query("SELECT * FROM tasks WHERE id = $1", [taskId]))[0]
const audited = () =>
  query("SELECT verb, details FROM audit WHERE subject_id = $1 ORDER BY at, id", [taskId])

async function followUp(fields: { due?: number; cause?: string; owner?: string | null } = {}) {
  const id = randomUUID()
  const { due = dueAt, cause = "by_hand", owner = null } = fields
  await query(
    `INSERT INTO tasks (organization_id, id, kind, cause, patient_id, due_at, owner_id, note)
     VALUES ($1, $2, 'follow_up', $3, $4, $5, $6, 'Ask about the new box')`,
    [clinic.organization.id, id, cause, clinic.patient.id, new Date(due).toISOString(), owner],
  )
  return id
}

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() + HOUR_MS
  taskId = await followUp()
})

describe("assignTask", () => {
  const give = (by: ArrangedStaff, assigneeId: string | null, seen: string | null = null) =>
    assignTask(as(by), { taskId, assigneeId, seen })

  it("gives a follow-up to a colleague, who then has it to take, and to nobody again", async () => {
    const { staffId } = clinic.clinician
    await give(clinic.coordinator, staffId)
    expect(await taskNow()).toMatchObject({ owner_id: staffId, state: "open" })
    await give(clinic.clinician, null, staffId)
    expect(await taskNow()).toMatchObject({ owner_id: null, acknowledged_by: null })
    expect(await audited()).toEqual([
      { verb: "task.assigned", details: { from: null, to: staffId } },
      { verb: "task.assigned", details: { from: staffId, to: null } },
    ])
  })

  it("keeps what a colleague did meanwhile", async () => {
    await give(clinic.coordinator, clinic.clinician.staffId)
    const late = give(clinic.admin, clinic.admin.staffId)
    await expect(late).rejects.toMatchObject({ code: "conflict" })
    const done = { outcome: "handled" as const, reason: "", doseIds: [], takenAt: null }
    await closeTask(as(clinic.clinician), { taskId, ...done })
    const closed = give(clinic.admin, null, clinic.clinician.staffId)
    await expect(closed).rejects.toMatchObject({ code: "conflict" })
  })

  it("gives nothing to who cannot sign in, nor across organizations", async () => {
    const other = await arrange.clinic()
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.clinician.staffId])
    const away = give(clinic.admin, clinic.clinician.staffId)
    await expect(away).rejects.toMatchObject({ code: "invalid" })
    const missing = { code: "not_found" }
    await expect(give(other.admin, other.admin.staffId)).rejects.toMatchObject(missing)
    await expect(give(clinic.admin, other.admin.staffId)).rejects.toMatchObject(missing)
    const disabled = give(clinic.clinician, null)
    await expect(disabled).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("changeTaskDue", () => {
  type Due = Parameters<typeof changeTaskDue>[1]["due"]
  const move = (by: ArrangedStaff, due: Due, seen: number | null = dueAt) =>
    changeTaskDue(as(by), { taskId, due, seen })

  it("moves a follow-up on the organization's calendar, or to its next working day", async () => {
    await query("UPDATE organizations SET time_zone = 'Asia/Tokyo' WHERE id = $1", [
      clinic.organization.id,
    ])
    const moved = await move(clinic.coordinator, { date: "2999-03-01", time: "09:30" })
    expect(new Date(moved.dueAt).toISOString()).toBe("2999-03-01T00:30:00.000Z")
    const snoozed = await move(clinic.clinician, "next_working_day", moved.dueAt)
    expect(snoozed.dueAt).toBe(followUpDue(Date.now(), "Asia/Tokyo"))
    expect((await taskNow())?.due_at.getTime()).toBe(snoozed.dueAt)
    expect((await audited()).map(({ verb }) => verb)).toEqual([
      ...["task.due_changed", "task.due_changed"],
    ])
  })

  it("refuses a time that has passed, and keeps what a colleague moved", async () => {
    const past = move(clinic.admin, { date: "2020-01-01", time: "09:30" })
    await expect(past).rejects.toMatchObject({ code: "invalid", field: "due" })
    await move(clinic.admin, { date: "2999-03-01", time: "09:30" })
    const late = move(clinic.admin, "next_working_day")
    await expect(late).rejects.toMatchObject({ code: "conflict" })
  })

  it("is one's own organization's, and of who has a role", async () => {
    const other = await arrange.clinic()
    const missing = { code: "not_found" }
    await expect(move(other.admin, "next_working_day")).rejects.toMatchObject(missing)
    await query("UPDATE staff SET role = null WHERE id = $1", [clinic.clinician.staffId])
    const without = move(clinic.clinician, "next_working_day")
    await expect(without).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("followUpList", () => {
  const listed = async (filters: Partial<FollowUpFilters> = {}) => {
    const asked = { ...ALL_FOLLOW_UPS, ...filters }
    return followUpList(as(clinic.coordinator), asked, Date.now())
  }

  it("has one's own first, then nobody's, and narrows by owner, day and cause", async () => {
    const { staffId } = clinic.coordinator
    const mine = await followUp({ owner: staffId, due: Date.now() + 5 * DAY_MS })
    const theirs = await followUp({ owner: clinic.clinician.staffId, due: Date.now() - DAY_MS })
    const silent = await followUp({ cause: "no_response", due: Date.now() - HOUR_MS })
    const { rows, total, counts } = await listed()
    expect(rows.map((row) => row.taskId)).toEqual([mine, silent, taskId, theirs])
    expect(total).toBe(4)
    expect(counts.owner).toEqual({ all: 4, mine: 1, nobody: 2 })
    expect(counts.due).toMatchObject({ all: 4, overdue: 2 })
    expect((await listed({ owner: "mine" })).rows).toMatchObject([
      { taskId: mine, ownerId: staffId },
    ])
    expect((await listed({ due: "overdue" })).rows.map((row) => row.taskId)).toEqual([
      ...[silent, theirs],
    ])
    expect((await listed({ due: "later" })).rows.map((row) => row.taskId)).toContain(mine)
    expect((await listed({ cause: "no_response" })).rows).toMatchObject([{ taskId: silent }])
    expect((await listed({ owner: "mine", cause: "no_response" })).rows).toEqual([])
  })

  it("shows nothing of another organization, nor whom nothing may be given to", async () => {
    const other = await arrange.clinic()
    const foreign = await followUpList(as(other.admin), ALL_FOLLOW_UPS, Date.now())
    expect(foreign).toMatchObject({ rows: [], total: 0 })
    await query("UPDATE staff SET deleted_at = now() WHERE id = $1", [clinic.clinician.staffId])
    const { colleagues } = await followUpPlan(as(clinic.coordinator))
    expect(colleagues.map(({ id }) => id).sort()).toEqual(
      [clinic.coordinator.staffId, clinic.admin.staffId].sort(),
    )
  })
})

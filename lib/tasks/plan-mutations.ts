import "server-only"
import { eq } from "drizzle-orm"
import { Temporal } from "temporal-polyfill"
import { tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { refuseWithoutAccess } from "@/lib/conversations/mutations"
import { AppError } from "@/lib/errors"
import { organizationZone } from "@/lib/review/queries"
import type { Instant } from "@/lib/time"
import { followUpDue } from "./due"
import { lockTask } from "./mutations"
import {
  type AssignTask,
  assignTaskSchema,
  type ChangeTaskDue,
  changeTaskDueSchema,
} from "./schema"

/**
 * Gives a follow-up to somebody who may sign in, or to nobody. Throws `conflict` (closed, or another
 * owner than was `seen`), `invalid` (without access), `not_found`, `forbidden`.
 */
export async function assignTask(
  ctx: StaffContext,
  input: AssignTask,
): Promise<{ taskId: string }> {
  const { taskId, assigneeId, seen } = assignTaskSchema.parse(input)
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const { ownerId, patientId } = await lockTask(tx, taskId)
    if (ownerId !== seen && ownerId !== assigneeId) {
      throw new AppError("conflict", "A colleague has just given this away. Nothing was changed.")
    }
    if (assigneeId !== null) await refuseWithoutAccess(tx, assigneeId)
    // Who is given it has not seen it yet: it counts as taken once they take it, or settle it.
    const taken = assigneeId === ctx.staffId
    await tx
      .update(tasks)
      .set({
        ownerId: assigneeId,
        state: taken ? "acknowledged" : "open",
        acknowledgedBy: taken ? ctx.staffId : null,
        acknowledgedAt: taken ? Date.now() : null,
      })
      .where(eq(tasks.id, taskId))
    await tell(work, "task.assigned", { taskId, patientId, from: ownerId, to: assigneeId })
    return { taskId }
  })
}

/**
 * Moves the time by which a follow-up is due, on the organization's calendar. Throws `conflict`
 * (closed, or moved since), `invalid` (a time that has passed), `not_found`, `forbidden`.
 */
export async function changeTaskDue(
  ctx: StaffContext,
  input: ChangeTaskDue,
): Promise<{ taskId: string; dueAt: Instant }> {
  const { taskId, due, seen } = changeTaskDueSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const { dueAt: before, patientId } = await lockTask(tx, taskId)
    const zone = await organizationZone(tx)
    const dueAt = due === "next_working_day" ? followUpDue(now, zone) : instantOf(due, zone)
    if (dueAt <= now) {
      throw new AppError("invalid", "Give a time that is still to come.", { field: "due" })
    }
    if (before !== seen && before !== dueAt) {
      throw new AppError("conflict", "A colleague has just moved this. Nothing was changed.")
    }
    await tx.update(tasks).set({ dueAt }).where(eq(tasks.id, taskId))
    await tell(work, "task.due_changed", { taskId, patientId, from: before, to: dueAt })
    return { taskId, dueAt }
  })
}

function instantOf({ date, time }: { date: string; time: string }, timeZone: string): Instant {
  const plainTime = Temporal.PlainTime.from(time)
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds
}

type Told = { taskId: string; patientId: string; from: unknown; to: unknown }

async function tell(work: Work, verb: string, { taskId, patientId, from, to }: Told) {
  const details = { from, to }
  await work.audit({ verb, subjectKind: "task", subjectId: taskId, patientId, details })
  work.publish("tasks", patientId)
}

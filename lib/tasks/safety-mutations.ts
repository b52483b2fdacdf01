import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { staff, tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { lockPatients } from "@/lib/patients/lock"
import { renewSummariesOf } from "@/lib/patients/summary"
import { noteAdded } from "./open-follow-ups"
import {
  type AcknowledgeTask,
  type AddTaskNote,
  acknowledgeTaskSchema,
  addTaskNoteSchema,
  type CloseSafetyTask,
  closeSafetyTaskSchema,
} from "./schema"

type SafetyTask = typeof tasks.$inferSelect
const NOT_HERE = "There is no such safety task in your organization."
const MOVED =
  "Somebody gave this reply to another patient meanwhile. Nothing was changed; look at it again."

/**
 * Says that whoever asks takes care of a safety task, also of one that a colleague has, if that is
 * whom they saw. Throws `conflict`, which names who was first, `not_found`, `forbidden`.
 */
export async function acknowledgeTask(
  ctx: StaffContext,
  input: AcknowledgeTask,
): Promise<{ taskId: string }> {
  const { taskId, seenOwnerId } = acknowledgeTaskSchema.parse(input)
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const task = await lockSafetyTask(tx, taskId)
    if (task.ownerId !== seenOwnerId && task.ownerId !== ctx.staffId) {
      const who = await nameOf(tx, task.ownerId)
      throw new AppError("conflict", `${who} has this already. Nothing was changed.`)
    }
    const taken = { acknowledgedBy: ctx.staffId, acknowledgedAt: sql`now()` }
    if (task.ownerId !== ctx.staffId) {
      await tx
        .update(tasks)
        .set({ state: "acknowledged", ownerId: ctx.staffId, ...taken })
        .where(eq(tasks.id, taskId))
    }
    await tell(work, "task.acknowledged", task, { from: task.ownerId, to: ctx.staffId })
    return { taskId }
  })
}

/** Adds a few words to an open safety task, under the writer's name. Throws as `acknowledgeTask`. */
export async function addTaskNote(
  ctx: StaffContext,
  input: AddTaskNote,
): Promise<{ taskId: string }> {
  const { taskId, note } = addTaskNoteSchema.parse(input)
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const task = await lockSafetyTask(tx, taskId)
    const words = await signed(tx, ctx, note)
    const [noted] = await tx
      .update(tasks)
      .set({ note: noteAdded(words) })
      .where(eq(tasks.id, taskId))
      .returning({ note: tasks.note })
    await tell(work, "task.noted", task, { noted: placeOf(words, noted?.note) })
    return { taskId }
  })
}

/**
 * Ends a safety task with what was done; whoever closes one that nobody had, had it. Throws
 * `invalid` without a note, `conflict`, which names who closed it first, `not_found`, `forbidden`.
 */
export async function closeSafetyTask(
  ctx: StaffContext,
  input: CloseSafetyTask,
): Promise<{ taskId: string }> {
  const { taskId, note } = closeSafetyTaskSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "tasks.handle", async (tx, work) => {
    const task = await lockSafetyTask(tx, taskId)
    const words = await signed(tx, ctx, note)
    const [closed] = await tx
      .update(tasks)
      .set({
        ...{ state: "closed", closedAt: now, closedBy: ctx.staffId, outcome: "handled" },
        ownerId: task.ownerId ?? ctx.staffId,
        acknowledgedBy: task.acknowledgedBy ?? ctx.staffId,
        acknowledgedAt: task.acknowledgedAt ?? now,
        note: noteAdded(words),
      })
      .where(eq(tasks.id, taskId))
      .returning({ note: tasks.note })
    if (task.patientId !== null) {
      const locked = await lockPatients(tx, [task.patientId])
      await renewSummariesOf(tx, [...locked.values()], now)
    }
    await tell(work, "task.closed", task, {
      ...{ outcome: "handled", cause: task.cause },
      noted: placeOf(words, closed?.note),
    })
    return { taskId }
  })
}

/** An open safety task, its patient's row locked first and then its own. */
async function lockSafetyTask(tx: Transaction, taskId: string): Promise<SafetyTask> {
  const isIt = and(eq(tasks.id, taskId), eq(tasks.kind, "safety"))
  const [known] = await tx.select({ patientId: tasks.patientId }).from(tasks).where(isIt)
  if (!known) throw new AppError("not_found", NOT_HERE)
  if (known.patientId !== null) await lockPatients(tx, [known.patientId])
  // A task that was given to somebody else meanwhile is theirs, whose row is not held.
  const isTheirs = sql`${tasks.patientId} is not distinct from ${known.patientId}::uuid`
  const [task] = await tx.select().from(tasks).where(and(isIt, isTheirs)).for("update")
  if (!task) throw new AppError("conflict", MOVED)
  // Those from before owners were kept have only who acknowledged them.
  if (task.state !== "closed") return { ...task, ownerId: task.ownerId ?? task.acknowledgedBy }
  const who = await nameOf(tx, task.closedBy)
  throw new AppError("conflict", `${who} has closed this already. Nothing was changed.`)
}

async function nameOf(tx: Transaction, staffId: string | null): Promise<string> {
  if (staffId === null) return "Somebody"
  const [person] = await tx
    .select({ firstName: staff.firstName, lastName: staff.lastName })
    .from(staff)
    .where(eq(staff.id, staffId))
  return [person?.firstName, person?.lastName].filter(Boolean).join(" ") || "Somebody"
}

async function signed(tx: Transaction, ctx: StaffContext, note: string): Promise<string> {
  return `${await nameOf(tx, ctx.staffId)}: ${note}`
}

/** Where the last words of a task's note begin and end; the audit holds no words of its own. */
function placeOf(words: string, note: string | null | undefined): [number, number] {
  const end = note?.length ?? 0
  return [end - words.length, end]
}

async function tell(
  work: Work,
  verb: string,
  { id: subjectId, patientId }: SafetyTask,
  details: Record<string, unknown>,
): Promise<void> {
  await work.audit({ verb, subjectKind: "task", subjectId, patientId, details })
  work.publish("tasks", patientId)
  if (patientId !== null) work.publish("patient", patientId)
}

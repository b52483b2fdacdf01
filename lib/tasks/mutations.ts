import "server-only"
import { and, eq, isNull, ne, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, patients, tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { lockPatient } from "@/lib/patients/lock"
import { MINUTE_MS } from "@/lib/time"
import { followUpDue } from "./due"
import { noteAdded } from "./open-follow-ups"
import {
  type CloseTask,
  closeTaskSchema,
  type OpenTask,
  openTaskSchema,
  type TakeTask,
  takeTaskSchema,
} from "./schema"
import { stateOutcome } from "./state-outcome"

const CLOCKS_DIFFER_MS = 2 * MINUTE_MS
type Task = typeof tasks.$inferSelect

/**
 * Makes whoever asks the owner of a follow-up, also of one that a colleague has, if that is whom
 * they saw. Throws `conflict` (closed, or another owner since), `not_found`, `forbidden`.
 */
export async function takeTask(ctx: StaffContext, input: TakeTask): Promise<{ taskId: string }> {
  const { taskId, seenOwnerId } = takeTaskSchema.parse(input)
  return writeAs(ctx, "tasks.handle", async (tx, { audit, publish }) => {
    const task = await lockTask(tx, taskId)
    if (task.ownerId !== seenOwnerId && task.ownerId !== ctx.staffId) {
      throw new AppError("conflict", "A colleague has just taken this. Nothing was changed.")
    }
    const taken = { acknowledgedBy: ctx.staffId, acknowledgedAt: sql`now()` }
    await tx
      .update(tasks)
      .set({ ownerId: ctx.staffId, state: "acknowledged", ...taken })
      .where(eq(tasks.id, taskId))
    const { patientId } = task
    const details = { from: task.ownerId, to: ctx.staffId }
    await audit({ verb: "task.taken", subjectKind: "task", subjectId: taskId, patientId, details })
    publish("tasks", patientId)
    return { taskId }
  })
}

/**
 * Ends a follow-up and records what its outcome says of the doses that still had no such report.
 * Throws `invalid` (with the field), `conflict` (somebody closed it first), `not_found`,
 * `forbidden`. Source: design 5-sending, By schedule.
 */
export async function closeTask(
  ctx: StaffContext,
  input: CloseTask,
): Promise<{ taskId: string; statedDoses: number }> {
  const settled = closeTaskSchema.parse(input)
  const { taskId, outcome, reason, doseIds, takenAt } = settled
  const now = Date.now()
  if (takenAt !== null && (takenAt > now + CLOCKS_DIFFER_MS || doseIds.length !== 1)) {
    const sentence = "Give a time that has passed, for one dose alone. Nothing was changed."
    throw new AppError("invalid", sentence, { field: "takenAt" })
  }
  return writeAs(ctx, "tasks.handle", async (tx, { audit, publish }) => {
    const task = await lockTask(tx, taskId)
    if (!doseIds.every((id) => task.doseIds.includes(id))) {
      throw new AppError("invalid", "This follow-up is not about that dose. Nothing was changed.")
    }
    const { patientId } = task
    const stated = await stateOutcome(tx, { ctx, patientId, settled, now })
    await tx
      .update(tasks)
      .set({
        ...{ state: "closed" as const, closedAt: now, closedBy: ctx.staffId, outcome },
        note: noteAdded(reason),
      })
      .where(eq(tasks.id, taskId))
    const details = { outcome, cause: task.cause, doses: stated.length }
    await audit(
      { verb: "task.closed", subjectKind: "task", subjectId: taskId, patientId, details },
      ...stated,
    )
    publish("tasks", patientId)
    publish("patient", patientId)
    return { taskId, statedDoses: stated.length }
  })
}

/** Opens a follow-up by hand. Throws `not_found`, `invalid`, `forbidden`. */
export async function openTask(ctx: StaffContext, input: OpenTask): Promise<{ taskId: string }> {
  const { taskId, patientId, note } = openTaskSchema.parse(input)
  return writeAs(ctx, "tasks.handle", async (tx, { audit, publish }) => {
    const [home] = await tx
      .select({ zone: organizations.timeZone })
      .from(patients)
      .innerJoin(organizations, eq(organizations.id, patients.organizationId))
      .where(and(eq(patients.id, patientId), isNull(patients.deletedAt)))
    if (!home) throw new AppError("not_found", "There is no such patient in your organization.")
    const what = { id: taskId, kind: "follow_up", cause: "by_hand", patientId, note } as const
    const [opened] = await tx
      .insert(tasks)
      .values({
        ...{ ...what, organizationId: ctx.organizationId, openedBy: ctx.staffId },
        dueAt: followUpDue(Date.now(), home.zone),
      })
      .onConflictDoNothing()
      .returning({ id: tasks.id })
    const verb = opened ? "task.opened" : "task.opened_before"
    const details = { cause: "by_hand" }
    await audit({ verb, subjectKind: "task", subjectId: taskId, patientId, details })
    publish("tasks", patientId)
    return { taskId }
  })
}

/** An open follow-up, its patient's row locked first and then its own. */
export async function lockTask(
  tx: Transaction,
  taskId: string,
): Promise<Task & { patientId: string }> {
  const isFollowUp = and(eq(tasks.id, taskId), eq(tasks.kind, "follow_up"))
  const [known] = await tx.select({ patientId: tasks.patientId }).from(tasks).where(isFollowUp)
  const patientId = known?.patientId ?? null
  if (patientId === null) {
    throw new AppError("not_found", "There is no such follow-up in your organization.")
  }
  await lockPatient(tx, patientId)
  const [task] = await tx
    .select()
    .from(tasks)
    .where(and(isFollowUp, ne(tasks.state, "closed")))
    .for("update")
  if (!task) {
    throw new AppError("conflict", "This follow-up was closed already. Nothing was changed.")
  }
  return { ...task, patientId }
}

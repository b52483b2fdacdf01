import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"

/**
 * Says that somebody has seen a task and takes care of it. Throws `conflict` when another person
 * was first, `not_found` when there is no such task.
 */
export async function acknowledgeTask(
  ctx: StaffContext,
  input: { taskId: string },
): Promise<{ taskId: string }> {
  return writeAs(ctx, "tasks.handle", async (tx, { audit, publish }) => {
    const [task] = await tx
      .update(tasks)
      .set({ state: "acknowledged", acknowledgedBy: ctx.staffId, acknowledgedAt: sql`now()` })
      .where(and(eq(tasks.id, input.taskId), eq(tasks.state, "open")))
      .returning({ id: tasks.id, patientId: tasks.patientId })
    if (!task) {
      const [known] = await tx.select().from(tasks).where(eq(tasks.id, input.taskId))
      throw known
        ? new AppError("conflict", "Somebody has acknowledged this already. Nothing was changed.")
        : new AppError("not_found", "There is no such task in your organization.")
    }
    const { id: subjectId, patientId } = task
    await audit({ verb: "task_acknowledged", subjectKind: "task", subjectId, patientId })
    publish("tasks", patientId)
    return { taskId: subjectId }
  })
}

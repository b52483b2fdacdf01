import "server-only"
import { and, asc, eq, isNull } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, tasks } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, readAs, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { replySettings } from "@/lib/replies/reply-settings"
import type { Instant } from "@/lib/time"
import { type SafetyTargets, safetyPhase } from "./safety-timer"

/**
 * Marks the safety tasks that nobody has taken within the target, in every organization, and tells
 * whoever looks. Returns how many; running it again, or twice at once, changes nothing more.
 */
export async function escalateSafety(now: Instant): Promise<number> {
  const homes = await asSystem((tx) =>
    tx
      .select({ id: organizations.id, settings: organizations.settings })
      .from(organizations)
      .where(eq(organizations.isActive, true)),
  )
  let escalated = 0
  for (const { id: organizationId, settings } of homes) {
    const { safetyTargets } = replySettings(settings)
    escalated += await escalateIn(organizationId, safetyTargets, now)
  }
  return escalated
}

/** Leaves the unit of work: somebody took them, or another worker was first. */
class NothingLeft extends Error {}

async function escalateIn(
  organizationId: string,
  targets: SafetyTargets,
  now: Instant,
): Promise<number> {
  const ctx = mintSystemContext(organizationId, "escalate-safety", newId())
  const late = await readAs(ctx, (tx) => untaken(tx, targets, now))
  if (late.length === 0) return 0
  try {
    return await writeAs(ctx, "tasks.open", async (tx, { audit, publish }) => {
      const marked = []
      for (const { id, level } of late) {
        const [task] = await tx
          .update(tasks)
          .set({ escalatedAt: now })
          .where(and(eq(tasks.id, id), isUntaken))
          .returning({ id: tasks.id, patientId: tasks.patientId })
        if (task) marked.push({ ...task, level })
      }
      if (marked.length === 0) throw new NothingLeft()
      await audit(
        ...marked.map(({ id: subjectId, patientId, level }) => {
          const details = { level, ...targets }
          return { verb: "task.escalated", subjectKind: "task", subjectId, patientId, details }
        }),
      )
      for (const { patientId } of marked) publish("tasks", patientId)
      return marked.length
    })
  } catch (error) {
    if (error instanceof NothingLeft) return 0
    throw error
  }
}

const isUntaken = and(eq(tasks.kind, "safety"), eq(tasks.state, "open"), isNull(tasks.escalatedAt))

async function untaken(tx: Transaction, targets: SafetyTargets, now: Instant) {
  // Two workers go through them in one order.
  const open = await tx.select().from(tasks).where(isUntaken).orderBy(asc(tasks.id))
  return open.filter((task) => safetyPhase(task, targets, now) === "escalated")
}

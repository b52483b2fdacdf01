import "server-only"
import { and, eq, ne, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, tasks } from "@/db/schema"
import { mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { type AuditEntry, asSystem, readAs, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { lockPatients } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { followUpDue } from "./due"
import { followUpFacts, followUpPage } from "./follow-up-queries"
import { type FollowUpChange, followUps } from "./follow-ups"

type Change = FollowUpChange & { patientId: string }
type Home = { ctx: SystemContext; zone: string; now: Instant }

/**
 * Opens the follow-ups that the rules ask for, in every organization, and closes those that have
 * become moot; looks at whose figures changed since `since`, or at everybody. Returns how many tasks
 * changed; running it again, or twice at once, changes nothing more.
 */
export async function openFollowUps(now: Instant, since: Instant | null): Promise<number> {
  const homes = await asSystem((tx) =>
    tx
      .select({ id: organizations.id, zone: organizations.timeZone })
      .from(organizations)
      .where(eq(organizations.isActive, true)),
  )
  let changed = 0
  for (const { id, zone } of homes) {
    const ctx = mintSystemContext(id, "follow-up", newId())
    let after: string | null = null
    do {
      const page: string[] = await readAs(ctx, (tx) => followUpPage(tx, { now, since, after }))
      after = page.at(-1) ?? null
      const moved = await readAs(ctx, async (tx) => whoseChange(await changesOf(tx, page, now)))
      if (moved.length > 0) changed += await saveChanges({ ctx, zone, now }, moved)
    } while (after !== null)
  }
  return changed
}

async function changesOf(
  tx: Transaction,
  patientIds: readonly string[],
  now: Instant,
): Promise<Change[]> {
  if (patientIds.length === 0) return []
  return [...(await followUpFacts(tx, patientIds, now))].flatMap(([patientId, facts]) =>
    followUps(facts, now).map((change): Change => ({ ...change, patientId })),
  )
}

const whoseChange = (changes: readonly Change[]) => [
  ...new Set(changes.map(({ patientId }) => patientId)),
]

/**
 * Asks the rules again once the patients' rows are held: what staff or another worker did since they
 * were read would be done over, and without the rows first each could wait for the other.
 */
async function saveChanges(
  { ctx, zone, now }: Home,
  patientIds: readonly string[],
): Promise<number> {
  return writeAs(ctx, "tasks.open", async (tx, { audit, publish }) => {
    await lockPatients(tx, patientIds)
    let changed = 0
    const entries: AuditEntry[] = []
    for (const change of await changesOf(tx, patientIds, now)) {
      const { kind, patientId } = change
      const taskId = await saveChange(tx, { ctx, zone, now }, change)
      if (taskId === null) continue
      changed += 1
      const doseIds = kind === "close" ? [] : change.doseIds
      const details = { doseIds, cause: kind === "open" ? change.cause : null }
      const verb = VERBS[kind]
      entries.push({ verb, subjectKind: "task", subjectId: taskId, patientId, details })
      publish("tasks", patientId)
    }
    await audit(...(entries.length > 0 ? entries : [nothingLeft(ctx)]))
    return changed
  })
}

const VERBS = { open: "task.opened", extend: "task.extended", close: "task.became_moot" } as const

/** Another worker was first. */
function nothingLeft({ organizationId }: SystemContext): AuditEntry {
  return { verb: "tasks.unchanged", subjectKind: "organization", subjectId: organizationId }
}

/** The task's id; null if somebody opened it, or closed it, meanwhile. */
async function saveChange(
  tx: Transaction,
  { ctx, zone, now }: Home,
  change: Change,
): Promise<string | null> {
  if (change.kind === "open") {
    const { cause, doseIds, patientId } = change
    const task = { id: newId(), kind: "follow_up", cause, patientId, doseIds } as const
    const scope = { organizationId: ctx.organizationId, openedAt: now }
    const [opened] = await tx
      .insert(tasks)
      .values({ ...task, ...scope, dueAt: followUpDue(now, zone) })
      .onConflictDoNothing()
      .returning({ id: tasks.id })
    return opened?.id ?? null
  }
  const set =
    change.kind === "extend"
      ? { doseIds: addedTo(change.doseIds) }
      : { state: "closed" as const, closedAt: now, note: noteAdded(change.note) }
  const [saved] = await tx
    .update(tasks)
    .set(set)
    .where(and(eq(tasks.id, change.taskId), ne(tasks.state, "closed")))
    .returning({ id: tasks.id })
  return saved?.id ?? null
}

/** Each dose once, also if two workers add it. */
function addedTo(doseIds: readonly string[]) {
  const added = sql.param([...doseIds])
  return sql`array(select distinct unnest(dose_ids || ${added}::uuid[]))`
}

/** What was written when the task was opened stays. */
export function noteAdded(note: string) {
  return sql`concat_ws(E'\n', ${tasks.note}, nullif(${note}::text, ''))`
}

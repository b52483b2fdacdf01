import "server-only"
import { eq, sql } from "drizzle-orm"
import { database, type Transaction } from "@/db/client"
import { audit, staff } from "@/db/schema"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { type LiveEvent, publish } from "@/lib/live/publish"
import { actorOf, type Context } from "./context"
import { can, type Permission } from "./roles"

export type AuditEntry = {
  verb: string
  subjectKind: string
  subjectId: string
  patientId?: string | null
  /** Ids, codes and counts; never a name, a number or a text. */
  details?: Record<string, unknown>
  /** Where one unit of work serves several callers; else the context's. */
  traceId?: string | null
}

export type Work = {
  audit: (...entries: AuditEntry[]) => Promise<void>
  publish: (topic: LiveEvent["topic"], patientId?: string | null) => void
}

/** Reads within the context's organization; row security shows nothing of any other. */
export async function readAs<T>(ctx: Context, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(async (tx) => {
    await enterOrganization(tx, ctx.organizationId)
    return read(tx)
  })
}

/**
 * One unit of work: checks the permission against the role as the database has it now, runs
 * `write`, and commits only if it left an audit entry. Live events go out after the commit.
 * Throws `forbidden`, and whatever `write` throws; nothing is then kept.
 */
export async function writeAs<T>(
  ctx: Context,
  permission: Permission,
  write: (tx: Transaction, work: Work) => Promise<T>,
): Promise<T> {
  const events: LiveEvent[] = []
  const result = await database().transaction(async (tx) => {
    await enterOrganization(tx, ctx.organizationId)
    await authorize(tx, ctx, permission)
    let audited = false
    const value = await write(tx, {
      audit: async (...entries) => {
        await tx.insert(audit).values(entries.map((entry) => auditRow(ctx, entry)))
        audited = true
      },
      publish: (topic, patientId = null) => {
        events.push({ organizationId: ctx.organizationId, topic, patientId })
      },
    })
    if (!audited) throw new Error(`A write under ${permission} left no audit entry.`)
    return value
  })
  publish(events)
  return result
}

/**
 * For what must look across organizations before it knows one: claiming a message, storing a
 * plugin call, pulling from BioT. Runs as the system role, whose grants allow little else.
 */
export async function asSystem<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(async (tx) => {
    await tx.execute(sql`set local role doseline_system`)
    return work(tx)
  })
}

/** Takes a system transaction into one organization; it sees nothing else from here on. */
export async function enterOrganization(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(
    sql`select set_config('role', 'doseline_app', true),
               set_config('app.organization_id', ${organizationId}, true)`,
  )
}

async function authorize(tx: Transaction, ctx: Context, permission: Permission): Promise<void> {
  const who = ctx.kind === "staff" ? await currentRole(tx, ctx.staffId) : ctx.kind
  if (who === null || !can(who, permission)) {
    throw new AppError("forbidden", "Your role does not allow this. Nothing was changed.")
  }
}

async function currentRole(tx: Transaction, staffId: string) {
  const [person] = await tx
    .select({ role: staff.role, isEnabled: staff.isEnabled })
    .from(staff)
    .where(eq(staff.id, staffId))
  return person?.isEnabled ? person.role : null
}

function auditRow(ctx: Context, entry: AuditEntry) {
  const actor = actorOf(ctx)
  return {
    organizationId: ctx.organizationId,
    id: newId(),
    actorKind: actor.kind,
    actorId: actor.id,
    verb: entry.verb,
    subjectKind: entry.subjectKind,
    subjectId: entry.subjectId,
    patientId: entry.patientId ?? null,
    details: entry.details ?? {},
    traceId: entry.traceId ?? ctx.traceId,
  }
}

import "server-only"
import { eq, sql } from "drizzle-orm"
import { database, type Transaction } from "@/db/client"
import { staff } from "@/db/schema"
import { together } from "@/db/together"
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
  publish: (topic: Exclude<LiveEvent["topic"], "presence">, patientId?: string | null) => void
}

/** Reads within the context's organization; row security shows nothing of any other. */
export async function readAs<T>(ctx: Context, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(async (tx) => {
    // What is read goes along: should entering fail, so does every statement after it.
    const [, value] = await together(enterOrganization(tx, ctx.organizationId), read(tx))
    return value
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
    await together(enterOrganization(tx, ctx.organizationId), authorize(tx, ctx, permission))
    let audited = false
    const value = await write(tx, {
      audit: async (...entries) => {
        await saveEntries(tx, ctx, entries)
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
export function enterOrganization(tx: Transaction, organizationId: string): Promise<unknown> {
  const entering = tx.execute(sql`
    /* prepared: enter_organization */ select set_config('role', 'doseline_app', true),
      set_config('app.organization_id', ${organizationId}, true)`)
  // Sent here and now: whatever a caller sends along with it comes after it.
  return entering.execute()
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

/** One text however many there are, so that its plan is kept: every write passes here. */
async function saveEntries(
  tx: Transaction,
  ctx: Context,
  entries: readonly AuditEntry[],
): Promise<void> {
  const actor = actorOf(ctx)
  const rows = entries.map(({ verb, subjectKind, subjectId, patientId, details, traceId }) => ({
    ...{ id: newId(), verb, subject_kind: subjectKind, subject_id: subjectId },
    ...{ patient_id: patientId ?? null, details: details ?? {}, trace_id: traceId ?? ctx.traceId },
  }))
  await tx.execute(sql`
    /* prepared: save_audit */ insert into audit (organization_id, id, actor_kind, actor_id, verb,
      subject_kind, subject_id, patient_id, details, trace_id)
    select ${ctx.organizationId}::uuid, id, ${actor.kind}::text, ${actor.id}::text, verb,
           subject_kind, subject_id, patient_id, details, trace_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (id uuid, verb text,
        subject_kind text, subject_id text, patient_id uuid, details jsonb, trace_id text)`)
}

import "server-only"
import { and, eq, inArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messages } from "@/db/schema"
import type { PluginContext, SystemContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { appendEvents, loadStatedDoses, type NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { lockPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"

const REASONS = ["patient_deleted", "patient_disabled"] as const
type Reason = (typeof REASONS)[number]
type Unsettled = { patientId: string; reason: Reason | null }

/**
 * Makes doses ahead and queued texts follow what BioT says of patients: both are cancelled for who
 * is disabled or deleted, and the doses come back with the patient. It looks at what is, not at what
 * changed, so that one interrupted is made good by the next. `patientIds` null: everybody.
 */
export async function settlePatients(
  ctx: PluginContext | SystemContext,
  of: { patientIds: readonly string[] | null; now: Instant },
): Promise<number> {
  const found = await readAs(ctx, (tx) => findUnsettled(tx, of))
  for (const { patientId, reason } of found) {
    await writeAs(ctx, "directory.sync", async (tx, work) => {
      const at = { patientId, now: of.now }
      const details = reason === null ? await resume(tx, at) : await stop(tx, { ...at, reason })
      await work.audit({
        verb: reason === null ? "patient.resumed" : "patient.stopped",
        subjectKind: "patient",
        subjectId: patientId,
        patientId,
        details: { reason, ...details },
      })
      work.publish("patient", patientId)
      work.publish("messages", patientId)
    })
  }
  return found.length
}

async function findUnsettled(
  tx: Transaction,
  { patientIds, now }: { patientIds: readonly string[] | null; now: Instant },
): Promise<Unsettled[]> {
  const at = new Date(now).toISOString()
  const whom = patientIds ? sql`p.id = any(${sql.param([...patientIds])}::uuid[])` : sql`true`
  const { rows } = await tx.execute<Unsettled>(sql`
    select p.id as "patientId", case when p.deleted_at is not null then 'patient_deleted'
             when not p.is_enabled then 'patient_disabled' end as reason
      from patients p
     where ${whom} and case when p.deleted_at is not null or not p.is_enabled
       then exists (select 1 from doses d where d.patient_id = p.id and d.state = 'scheduled'
                       and d.due_at > ${at})
         or exists (select 1 from messages m where m.patient_id = p.id and m.state = 'queued')
       else exists (select 1 from doses d where d.patient_id = p.id and d.state = 'cancelled'
                       and d.due_at > ${at} and exists (${standing(sql`d.id`)})) end
     order by p.id`)
  return rows
}

/** What we cancelled for a patient who was away and nobody has taken back. */
function standing(doseId: ReturnType<typeof sql>) {
  return sql`
    select e.id, e.dose_id as "doseId" from dose_events e
     where e.dose_id = ${doseId} and e.kind = 'cancelled' and e.source = 'system'
       and e.reason in (${sql.join([...REASONS], sql`, `)})
       and not exists (select 1 from dose_events v
                        where v.dose_id = e.dose_id and v.voids = e.id)`
}

async function stop(
  tx: Transaction,
  { patientId, reason, now }: { patientId: string; reason: Reason; now: Instant },
) {
  const patient = await lockPatient(tx, patientId)
  if (!patient) return {}
  const ahead = await tx
    .select({ id: doses.id })
    .from(doses)
    .where(
      and(
        eq(doses.patientId, patientId),
        eq(doses.state, "scheduled"),
        sql`${doses.dueAt} > ${new Date(now).toISOString()}`,
      ),
    )
  const ids = ahead.map(({ id }) => id)
  const events = ids.map(
    (doseId): NewEvent => ({ ...systemEvent(now), kind: "cancelled", doseId, reason }),
  )
  await appendEvents(tx, [patient], await loadStatedDoses(tx, ids), events, now)
  const texts = await tx
    .update(messages)
    .set({ state: "cancelled", reason })
    .where(and(eq(messages.patientId, patientId), inArray(messages.state, ["queued"])))
    .returning({ id: messages.id })
  return { doses: ids.length, messages: texts.length }
}

async function resume(tx: Transaction, { patientId, now }: { patientId: string; now: Instant }) {
  const patient = await lockPatient(tx, patientId)
  if (!patient) return {}
  const { rows } = await tx.execute<{ id: string; doseId: string }>(sql`
    select away.* from doses d cross join lateral (${standing(sql`d.id`)}) away
     where d.patient_id = ${patientId} and d.state = 'cancelled'
       and d.due_at > ${new Date(now).toISOString()}`)
  const events = rows.map(
    ({ id, doseId }): NewEvent => ({ ...systemEvent(now), kind: "voided", voids: id, doseId }),
  )
  const stated = await loadStatedDoses(tx, [...new Set(rows.map(({ doseId }) => doseId))])
  await appendEvents(tx, [patient], stated, events, now)
  return { doses: stated.length }
}

const systemEvent = (now: Instant) =>
  ({ id: newId(), source: "system", at: now, recordedAt: now }) as const

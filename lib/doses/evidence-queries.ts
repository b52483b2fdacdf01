import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import { messageDoses } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { AppError } from "@/lib/errors"
import type { LocalDate } from "@/lib/local-date"
import { messagesOf, repliesOf } from "@/lib/messages/timeline-queries"
import { readPatientAs } from "@/lib/patients/audited-read"
import type { TimelineEvent } from "@/lib/patients/timeline"
import { versionedRegimens } from "@/lib/regimens/mark-queries"
import { doseTextOn } from "@/lib/regimens/marks"
import type { Instant } from "@/lib/time"
import type { DoseEvidence, EvidenceDose } from "./evidence"
import { reduceDose } from "./reduce"

/**
 * All that speaks about one dose, its state reduced from its events at `now`, in one read that leaves
 * an audit entry. Throws `not_found`, also for a dose of another patient.
 */
export async function doseEvidence(
  ctx: StaffContext,
  { patientId, doseId }: { patientId: string; doseId: string },
  now: Instant,
): Promise<DoseEvidence> {
  return readPatientAs(ctx, patientId, async (tx) => {
    const row = await doseRow(tx, patientId, doseId)
    if (!row) throw new AppError("not_found", "There is no such dose of this patient.")
    const asked = await tx
      .select({ id: messageDoses.messageId })
      .from(messageDoses)
      .where(eq(messageDoses.doseId, doseId))
    const messages = await messagesOf(
      tx,
      patientId,
      asked.map(({ id }) => id),
    )
    return {
      now,
      patientId,
      zone: row.zone,
      dose: await withSchedule(tx, patientId, row, now),
      messages,
      replies: await repliesOf(tx, ctx, patientId, await replyIds(tx, row, messages)),
    }
  })
}

type DoseRow = {
  id: string
  regimenId: string
  medication: string
  localDate: LocalDate
  slot: string
  zone: string
  dueAt: string
  opensAt: string
  onTimeUntil: string
  closesAt: string
  replied: boolean
  events: TimelineEvent[] | null
}

async function doseRow(tx: Transaction, patientId: string, doseId: string) {
  const { rows } = await tx.execute<DoseRow>(sql`
    select d.id, d.regimen_id as "regimenId", g.medication, d.local_date::text as "localDate",
      d.slot, d.time_zone as zone, d.due_at::text as "dueAt", d.opens_at::text as "opensAt",
      d.on_time_until::text as "onTimeUntil", d.closes_at::text as "closesAt", d.replied,
      e.events
    from doses d
    join regimens g on g.organization_id = d.organization_id and g.id = d.regimen_id
    left join lateral (
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'kind', e.kind, 'source', e.source, 'at', ${epoch("e.at")},
        'recordedAt', ${epoch("e.recorded_at")}, 'takenAt', ${epoch("e.taken_at")},
        'replyId', e.reply_id, 'messageId', e.message_id, 'voids', e.voids, 'reason', e.reason,
        'by', nullif(concat_ws(' ', s.first_name, s.last_name), ''),
        'correction', case when e.correction_id is not null then jsonb_build_object(
          'id', e.correction_id, 'doses', (select count(*) from dose_events c
            where c.organization_id = e.organization_id and c.correction_id = e.correction_id))
          end) order by e.recorded_at, e.id
      ) as events
      from dose_events e
      left join staff s on s.organization_id = e.organization_id and s.id = e.staff_id
      where e.organization_id = d.organization_id and e.dose_id = d.id
    ) e on true
    where d.patient_id = ${patientId} and d.id = ${doseId}`)
  return rows[0]
}

const epoch = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

async function withSchedule(
  tx: Transaction,
  patientId: string,
  row: DoseRow,
  now: Instant,
): Promise<EvidenceDose> {
  const { id, regimenId, medication, localDate, slot, zone, replied } = row
  const times = {
    dueAt: parseInstant(row.dueAt),
    opensAt: parseInstant(row.opensAt),
    onTimeUntil: parseInstant(row.onTimeUntil),
    closesAt: parseInstant(row.closesAt),
  }
  const events = row.events ?? []
  const regimens = await versionedRegimens(tx, patientId)
  const regimen = regimens.find((each) => each.id === regimenId)
  const version = regimen?.versions.findLast(
    ({ startDate, endDate }) =>
      startDate <= localDate && (endDate === null || endDate >= localDate),
  )
  return {
    ...{ id, regimenId, medication, localDate, slot, zone, replied, events, ...times },
    ...reduceDose(times, events, now),
    doseText: regimen ? doseTextOn(regimen, localDate) : "",
    schedule: version ? { startDate: version.startDate, endDate: version.endDate } : null,
  }
}

/** Those that stated something about the dose, and those that answered one of its messages. */
async function replyIds(
  tx: Transaction,
  { events }: DoseRow,
  messages: readonly { id: string }[],
): Promise<string[]> {
  const stated = (events ?? []).flatMap(({ replyId }) => replyId ?? [])
  const asked = messages.map(({ id }) => id)
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from replies where message_id = any(${sql.param(asked)}::uuid[])`,
  )
  return [...new Set([...stated, ...rows.map(({ id }) => id)])]
}

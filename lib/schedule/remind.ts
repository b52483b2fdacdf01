import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { appendEvents, loadStatedDoses, type NewEvent } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { REGIMEN_CHANGED } from "@/lib/regimens/doses-ahead"
import { EXCUSED } from "@/lib/regimens/replan-regimen"
import { HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"
import { askEverybody, type ScheduledKind } from "./ask"
import { firstReminders, type RemindableDose } from "./bundles"

/** What is due so soon may share the reminder of a dose that is due now. */
const AHEAD_MS = 30 * MINUTE_MS
/** No window is open longer than a day after its dose was due. */
const BACK_MS = 25 * HOUR_MS

/**
 * Queues the reminders whose time has come: at once for doses that are due, later too as long as
 * their window is open. A text that may not go leaves its verdict and its reason with its doses,
 * once. What somebody asked about by hand is left alone. Source: design 5-sending, By schedule.
 */
export async function remindDue(now: Instant): Promise<number> {
  return askEverybody(REMINDERS, now)
}

const REMINDERS: ScheduledKind = {
  kind: "reminder",
  job: "remind-due",
  isOn: ({ isOn }) => isOn,
  find: async (tx, { now, patientIds }) => {
    return firstReminders(await remindableDoses(tx, now, patientIds), now)
  },
  refuse: async (tx, { locked, refused, now }) => {
    const events = refused.flatMap(({ doseIds, refusal }) =>
      doseIds.map((doseId): NewEvent => {
        const said = { kind: "not_reminded", source: "system", reason: refusal } as const
        return { ...said, id: newId(), doseId, at: now, recordedAt: now }
      }),
    )
    if (events.length === 0) return
    const stated = await loadStatedDoses(
      tx,
      events.map(({ doseId }) => doseId),
    )
    // A dose that was only to share the text has its own turn yet, and perhaps another answer.
    const due = stated.filter(({ dueAt }) => dueAt <= now)
    const told = events.filter(({ doseId }) => due.some(({ id }) => id === doseId))
    const theirs = refused.flatMap(({ patientId }) => locked.get(patientId) ?? [])
    await appendEvents(tx, theirs, due, told, now)
  },
}

/** The dose was not expected for a while: this reminder counts as never made. */
const WITHDRAWN = sql`(m.state = 'cancelled' and coalesce(m.reason, '') in (${EXCUSED}, ${REGIMEN_CHANGED}))`

/** Open doses of regimens that remind, of which nobody was asked, or told why not. */
async function remindableDoses(
  tx: Transaction,
  now: Instant,
  patientIds: string[] | null,
): Promise<RemindableDose[]> {
  const whose = patientIds ? sql`d.patient_id = any(${sql.param(patientIds)}::uuid[])` : sql`true`
  const { rows } = await tx.execute<RemindableDose>(sql`
    select d.id, d.patient_id as "patientId",
           (extract(epoch from d.due_at) * 1000)::float8 as "dueAt",
           (select count(*)::int from message_doses md join messages m on m.id = md.message_id
             where md.dose_id = d.id and m.kind = 'reminder' and m.requested_by is null
               and ${WITHDRAWN}) as withdrawn
      from doses d join patients p on p.id = d.patient_id and p.deleted_at is null
     where d.state = 'scheduled' and ${whose}
       and d.due_at > ${iso(now - BACK_MS)} and d.due_at <= ${iso(now + AHEAD_MS)}
       and d.closes_at > ${iso(now)}
       and (select v.is_reminding from regimen_versions v
             where v.regimen_id = d.regimen_id and v.start_date <= d.local_date
               and (v.end_date is null or v.end_date >= d.local_date)
             order by v.start_date desc, v.created_at desc limit 1)
       and not exists (
         select 1 from message_doses md join messages m on m.id = md.message_id
          where md.dose_id = d.id
            and (m.state in ('queued', 'sending', 'sent', 'unknown')
                 or (m.kind = 'reminder' and m.requested_by is null and not ${WITHDRAWN})))
       and not exists (
         select 1 from dose_events e
          where e.dose_id = d.id and e.kind = 'not_reminded' and e.source = 'system'
            and e.message_id is null)`)
  return rows
}

const iso = (at: Instant) => new Date(at).toISOString()

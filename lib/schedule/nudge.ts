import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { type Instant, MINUTE_MS } from "@/lib/time"
import { askEverybody, type ScheduledKind } from "./ask"
import type { ScheduledAsk } from "./bundles"

/** A worker that was away longer lets the nudge be: the window's end is another reminder's matter. */
const LATEST_MS = 30 * MINUTE_MS

/**
 * Queues one nudge for each reminder that was accepted a while ago and that nothing usable came
 * back to, whoever sent it. The wait counts from when its first dose was due, if that was later.
 */
export async function nudgeSilent(now: Instant): Promise<number> {
  return askEverybody(NUDGES, now)
}

const NUDGES: ScheduledKind = {
  kind: "nudge",
  job: "nudge-silent",
  isOn: ({ isOn, nudgeAfterMinutes }) => isOn && nudgeAfterMinutes !== null,
  find: async (tx, { schedule, now, patientIds }) => {
    const until = now - (schedule.nudgeAfterMinutes ?? 0) * MINUTE_MS
    return silentReminders(tx, { from: until - LATEST_MS, until, now, patientIds })
  },
  // The dose was reminded; that it was not nudged stands in the verdict.
  refuse: async () => {},
}

type Silent = ScheduledAsk & { sentAt: string }

/** Each patient's newest reminder that waits for an answer, with those doses that still do. */
async function silentReminders(
  tx: Transaction,
  of: { from: Instant; until: Instant; now: Instant; patientIds: string[] | null },
): Promise<ScheduledAsk[]> {
  const { patientIds } = of
  const whose = patientIds ? sql`d.patient_id = any(${sql.param(patientIds)}::uuid[])` : sql`true`
  const { rows } = await tx.execute<Silent>(sql`
    select distinct on ("patientId") "patientId", "doseIds", attempt from (
      select m.patient_id as "patientId", 'nudge:' || m.id as attempt, m.sent_at,
             array_agg(d.id::text order by d.due_at, d.id) as "doseIds"
        from doses d
        join message_doses md on md.dose_id = d.id
        join messages m on m.id = md.message_id
        join patients p on p.id = m.patient_id and p.deleted_at is null
       where d.state = 'pending' and d.closes_at > ${iso(of.now)} and ${whose}
         and m.kind = 'reminder' and m.state = 'sent'
         and not exists (
           select 1 from message_doses o join doses other on other.id = o.dose_id
            where o.message_id = m.id and other.replied)
         and not exists (
           select 1 from message_doses o join messages later on later.id = o.message_id
            where o.dose_id = d.id and later.kind = 'nudge'
              and later.state in ('queued', 'sending', 'sent', 'unknown'))
         and not exists (select 1 from send_verdicts v where v.attempt = 'nudge:' || m.id)
       group by m.patient_id, m.id, m.sent_at
      having greatest(m.sent_at, min(d.due_at)) between ${iso(of.from)} and ${iso(of.until)}) silent
     order by "patientId", sent_at desc`)
  return rows.map(({ patientId, doseIds, attempt }) => ({ patientId, doseIds, attempt }))
}

const iso = (at: Instant) => new Date(at).toISOString()

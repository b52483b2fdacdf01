import "server-only"
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patients, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { visibleReplies } from "@/lib/replies/visible-queries"
import type { Instant } from "@/lib/time"
import { readPatientAs } from "./audited-read"
import type { FilterChoices, PatientGlance } from "./glance"
import { isGoingOn } from "./list-filter"
import { personName } from "./person-name"

/** More medications than this are found by searching for a patient, not in a menu. */
const MOST_CHOICES = 500

/** What the preview of a patient tells; it is a look at their record. Throws `not_found`. */
export async function patientGlance(
  ctx: StaffContext,
  patientId: string,
  now: Instant,
): Promise<PatientGlance> {
  return readPatientAs(ctx, patientId, async (tx) => {
    const [here] = await tx
      .select({ id: patients.id })
      .from(patients)
      .where(eq(patients.id, patientId))
    if (!here) throw new AppError("not_found", "There is no such patient in your organization.")
    const { rows } = await tx.execute<PatientGlance>(sql`
      select
        (select json_build_object('id', id, 'body', body, 'state', state,
            'at', (date_part('epoch', event_at) * 1000)::bigint)
           from replies where patient_id = ${patientId} and ${visibleReplies(ctx)}
          order by event_at desc, id desc limit 1) as "lastReply",
        (select json_build_object('medication', r.medication, 'doseText', coalesce((
              select v.dose_text from regimen_versions v where v.regimen_id = r.id
                and v.start_date <= d.local_date and v.dose_text is not null
                and (v.end_date is null or v.end_date >= v.start_date)
              order by v.start_date desc limit 1), r.dose_text),
            'dueAt', (date_part('epoch', d.due_at) * 1000)::bigint,
            'isReminding', coalesce((
              select v.is_reminding from regimen_versions v where v.regimen_id = r.id
                and v.start_date <= d.local_date
                and (v.end_date is null or v.end_date >= d.local_date)
              order by v.start_date desc limit 1), false))
           from doses d join regimens r on r.id = d.regimen_id
          where d.patient_id = ${patientId} and d.state in ('scheduled', 'pending')
            and d.due_at > ${new Date(now).toISOString()}::timestamptz
          order by d.due_at, d.id limit 1) as "nextDose",
        (select concat_ws(' ', s.first_name, s.last_name)
           from conversations c join staff s on s.id = c.assignee_id
          where c.patient_id = ${patientId}) as assignee,
        (select coalesce(json_agg(json_build_object('rule', rule, 'fromDate', from_date,
            'toDate', to_date)), '[]')
           from attention_items
          where patient_id = ${patientId} and closed_at is null) as attention`)
    return rows[0] ?? { lastReply: null, nextDose: null, assignee: null, attention: [] }
  })
}

/** The values that a filter may be given, as they stand with the organization's patients at `now`. */
export async function filterChoices(ctx: StaffContext, now: Instant): Promise<FilterChoices> {
  return readAs(ctx, async (tx) => ({
    medications: await medicationsAt(tx, new Date(now).toISOString().slice(0, 10)),
    languages: await valuesOf(
      tx,
      sql`select distinct language as value from patient_summaries
           where is_listed and language is not null`,
    ),
    countries: await valuesOf(
      tx,
      sql`select distinct country as value from patient_summaries
           where is_listed and country is not null`,
    ),
    people: await peopleOf(tx),
  }))
}

/** Of each name the first patient is enough, however many others have it too. */
function medicationsAt(tx: Transaction, today: string): Promise<string[]> {
  return valuesOf(
    tx,
    sql`select value from (select distinct medication as value from regimens) known
         where exists (select 1 from regimens r join patients p on p.id = r.patient_id
           where r.medication = known.value and p.is_enabled and p.deleted_at is null
             and ${isGoingOn(today)})`,
  )
}

async function valuesOf(tx: Transaction, distinct: SQL): Promise<string[]> {
  const { rows } = await tx.execute<{ value: string }>(
    sql`${distinct} order by value limit ${MOST_CHOICES}`,
  )
  return rows.map(({ value }) => value)
}

/** Who may have a conversation: staff with a role who can sign in. */
async function peopleOf(tx: Transaction): Promise<FilterChoices["people"]> {
  const rows = await tx
    .select({ id: staff.id, firstName: staff.firstName, lastName: staff.lastName })
    .from(staff)
    .where(and(isNotNull(staff.role), eq(staff.isEnabled, true), isNull(staff.deletedAt)))
    .orderBy(asc(staff.lastName), asc(staff.firstName), asc(staff.id))
    .limit(MOST_CHOICES)
  return rows.map(({ id, firstName, lastName }) => ({ id, name: personName(firstName, lastName) }))
}

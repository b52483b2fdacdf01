import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { MessageState, ReplyState } from "@/db/enums"
import type { Instant } from "@/lib/time"
import type { PeriodDates } from "./period"
import type { BandCount, MedicationTally, ReportBody, TimeTally } from "./report"
import type { Contact } from "./slice"
import { emptyTally, type GroupTally } from "./tally"
import { addTallies, bandStart, closedDoses, countDoses } from "./tally-sql"

type Of = { dates: PeriodDates; zone: string; now: Instant }

/**
 * All of a report, of the organization that the transaction is in. The doses are read once, into a
 * tally for each patient, regimen, weekday and hour, and every number is a sum of those.
 */
export async function computeReport(tx: Transaction, of: Of): Promise<ReportBody> {
  const doses = await dosesReport(tx, of)
  return { ...doses, texts: await textsByState(tx, of), replies: await repliesByState(tx, of) }
}

type DosesRow = {
  bands: BandCount[] | null
  contacts: Record<Contact, number>
  medications: MedicationTally[] | null
  times: TimeTally[] | null
}

async function dosesReport(tx: Transaction, { dates, now }: Of) {
  const { rows } = await tx.execute<DosesRow>(sql`
    with fine as materialized (
      select d.patient_id, d.regimen_id, extract(isodow from d.local_date)::int as weekday,
        left(d.slot, 2)::int as hour, ${countDoses}
      from doses d where ${closedDoses(dates, now)} group by 1, 2, 3, 4),
    people as materialized (select patient_id, ${addTallies} from fine group by 1),
    times as (select weekday, hour, count(distinct patient_id)::int as patients, ${addTallies}
      from fine group by grouping sets ((weekday, hour), (weekday), (hour), ())),
    regimen_tallies as (select patient_id, regimen_id, ${addTallies} from fine group by 1, 2),
    medications as (select g.medication, count(distinct r.patient_id)::int as patients, ${addTallies}
      from regimen_tallies r join regimens g on g.id = r.regimen_id group by 1)
    select (select jsonb_agg(b) from (select ${bandStart} as band, count(*)::int as patients
        from people group by 1) b) as bands,
      (select jsonb_build_object('texted', count(*) filter (where asked > 0),
        'answered', count(*) filter (where replied > 0),
        'silent', count(*) filter (where asked > 0 and replied = 0),
        'not_texted', count(*) filter (where asked = 0)) from people) as contacts,
      (select jsonb_agg(m order by m.medication) from medications m) as medications,
      (select jsonb_agg(t) from times t where patients > 0) as times`)
  const [row] = rows
  const times = row?.times ?? []
  const isTotal = (each: TimeTally) => each.weekday === null && each.hour === null
  return {
    total: times.find(isTotal) ?? noTally(),
    times: times.filter((each) => !isTotal(each)),
    bands: row?.bands ?? [],
    contacts: row?.contacts ?? { texted: 0, answered: 0, silent: 0, not_texted: 0 },
    medications: (row?.medications ?? []).toSorted((a, b) => b.patients - a.patients),
  }
}

const noTally = (): GroupTally => ({ ...emptyTally(), patients: 0 })

async function textsByState(tx: Transaction, of: Of) {
  const { rows } = await tx.execute<{ state: MessageState; n: number }>(sql`
    select m.state, count(*)::int as n from messages m where ${during("m.created_at", of)}
    group by 1`)
  return countsOf(rows)
}

async function repliesByState(tx: Transaction, of: Of) {
  const { rows } = await tx.execute<{ state: ReplyState; n: number }>(sql`
    select r.state, count(*)::int as n from replies r where ${during("r.received_at", of)}
    group by 1`)
  return countsOf(rows)
}

/** On the days, as the organization's zone has them. */
function during(at: "m.created_at" | "r.received_at", { dates: { from, to }, zone }: Of) {
  return sql`${sql.raw(at)} >= ${from}::timestamp at time zone ${zone}
    and ${sql.raw(at)} < (${to}::timestamp + interval '1 day') at time zone ${zone}`
}

function countsOf<S extends string>(rows: readonly { state: S; n: number }[]) {
  return Object.fromEntries(rows.map(({ state, n }) => [state, n])) as Partial<Record<S, number>>
}

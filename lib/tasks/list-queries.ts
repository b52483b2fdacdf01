import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { Temporal } from "temporal-polyfill"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { colleaguesOf } from "@/lib/conversations/queries"
import { addDays, localDateAt } from "@/lib/local-date"
import { readNamesAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import { organizationZone } from "@/lib/review/queries"
import type { Instant } from "@/lib/time"
import type { FollowUpFilters, FollowUpList, FollowUpPlan, FollowUpRow } from "./listed"

/** More are narrowed by filters, and told. */
const MOST_LISTED = 200

/** The follow-ups that are not settled, narrowed by `filters`. Leaves an audit entry. Throws `forbidden`. */
export async function followUpList(
  ctx: StaffContext,
  filters: FollowUpFilters,
  now: Instant,
): Promise<FollowUpList> {
  requirePermission(ctx, "patients.read")
  const { staffId } = ctx
  return readNamesAs(ctx, async (tx) => {
    const zone = await organizationZone(tx)
    return {
      ...{ now, zone, staffId },
      ...(await followUpsListed(tx, { staffId, now, filters, most: MOST_LISTED })),
      counts: await countsOf(tx, { staffId, now, zone }),
    }
  })
}

/** To whom a follow-up may be given, and in which zone it is due. Throws `forbidden`. */
export async function followUpPlan(ctx: StaffContext): Promise<FollowUpPlan> {
  requirePermission(ctx, "tasks.handle")
  return readAs(ctx, async (tx) => {
    return { zone: await organizationZone(tx), colleagues: await colleaguesOf(tx) }
  })
}

type Listed = { staffId: string; now: Instant; filters: FollowUpFilters; most: number }
type Row = Omit<FollowUpRow, "name"> & {
  first_name: string | null
  last_name: string | null
  n: number
}

/** `followUpList` within another read: one's own first, then nobody's, the most overdue first. */
export async function followUpsListed(
  tx: Transaction,
  { staffId, now, filters, most }: Listed,
): Promise<{ rows: FollowUpRow[]; total: number }> {
  const zone = await organizationZone(tx)
  const { owner, due, cause } = filters
  const wanted = [
    ...(owner === "all" ? [] : [OWNED[owner](staffId)]),
    ...(due === "all" ? [] : [dueWhen(due, now, zone)]),
    ...(cause === null ? [] : [sql`t.cause = ${cause}`]),
  ]
  const { rows } = await tx.execute<Row>(sql`
    select t.id as "taskId", t.patient_id as "patientId", p.first_name, p.last_name, p.phone,
      t.cause, t.note, t.owner_id as "ownerId",
      nullif(concat_ws(' ', s.first_name, s.last_name), '') as owner,
      ${ms("t.opened_at")} as "openedAt", ${ms("t.due_at")} as "dueAt", count(*) over ()::int as n
    from tasks t
    join patients p on p.id = t.patient_id and p.deleted_at is null
    left join staff s on s.id = t.owner_id
    where ${isOpen} ${sql.join(
      wanted.map((condition) => sql`and ${condition}`),
      sql` `,
    )}
    order by (t.owner_id = ${staffId}) is true desc, t.owner_id is null desc, t.due_at,
      t.opened_at, t.id limit ${most}`)
  return {
    total: rows[0]?.n ?? 0,
    rows: rows.map(({ first_name, last_name, n: _, ...row }) => {
      return { ...row, name: personName(first_name, last_name) }
    }),
  }
}

const isOpen = sql`t.kind = 'follow_up' and t.state <> 'closed'`

const OWNED = {
  mine: (staffId: string) => sql`t.owner_id = ${staffId}`,
  nobody: () => sql`t.owner_id is null`,
}

/** Overdue is what is due no more today, too: what is still due today is apart. */
function dueWhen(due: "overdue" | "today" | "later", now: Instant, zone: string): SQL {
  const tomorrow = iso(
    Temporal.PlainDate.from(addDays(localDateAt(now, zone), 1)).toZonedDateTime(zone)
      .epochMilliseconds,
  )
  if (due === "overdue") return sql`t.due_at < ${iso(now)}::timestamptz`
  if (due === "later") return sql`(t.due_at is null or t.due_at >= ${tomorrow}::timestamptz)`
  return sql`(t.due_at >= ${iso(now)}::timestamptz and t.due_at < ${tomorrow}::timestamptz)`
}

async function countsOf(
  tx: Transaction,
  { staffId, now, zone }: { staffId: string; now: Instant; zone: string },
): Promise<FollowUpList["counts"]> {
  const n = (condition: SQL) => sql`count(*) filter (where ${condition})::int`
  const { rows } = await tx.execute<FollowUpList["counts"]>(sql`
    select json_build_object('all', count(*)::int, 'mine', ${n(OWNED.mine(staffId))},
             'nobody', ${n(OWNED.nobody())}) as owner,
           json_build_object('all', count(*)::int, 'overdue', ${n(dueWhen("overdue", now, zone))},
             'today', ${n(dueWhen("today", now, zone))},
             'later', ${n(dueWhen("later", now, zone))}) as due
      from tasks t join patients p on p.id = t.patient_id and p.deleted_at is null
     where ${isOpen}`)
  return rows[0] ?? NO_COUNTS
}

const NO_COUNTS: FollowUpList["counts"] = {
  owner: { all: 0, mine: 0, nobody: 0 },
  due: { all: 0, overdue: 0, today: 0, later: 0 },
}

const iso = (at: Instant) => new Date(at).toISOString()
const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`)

import "server-only"
import { eq, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { optOuts, organizations, patientSummaries, patients } from "@/db/schema"
import { together } from "@/db/together"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { isUnreadListed } from "@/lib/conversations/listed"
import { staticCountries } from "@/lib/static-numbers/queries"
import type { Instant } from "@/lib/time"
import { readNamesAs } from "./audited-read"
import { asRow, recentDoses } from "./list-doses"
import { wantedOf } from "./list-filter"
import { afterCursor, encodeCursor, inOrder, orderKey } from "./list-order"
import { isNarrowed, type Listing } from "./listing"
import { numbersSharedOutside, ownersOutside } from "./owners-outside"
import type { Counted, OpenTask, PatientsPage } from "./patient-row"
import type { PatientsPageRequest } from "./schema"
import { patientZone } from "./zone"

export const PAGE_SIZE = 50
/** Who scrolls on gets more at once, so that what changes is read again in few pieces. */
export const NEXT_PAGE_SIZE = 200
/** The first page counts no further: whether 3,000 or 90,000 match is the same to a reader. */
export const COUNTED = 1_000

/**
 * One page of the organization's patients, 50 at first and 200 after `cursor`, in the order asked
 * for. An unreadable cursor begins at the beginning. Leaves an audit entry, as every list with names.
 */
export async function patientsPage(
  ctx: StaffContext,
  request: PatientsPageRequest,
  now: Instant,
): Promise<PatientsPage> {
  const wanted = await wantedBy(ctx, request, now)
  const size = request.cursor === null ? PAGE_SIZE : NEXT_PAGE_SIZE
  return readNamesAs(ctx, async (tx) => {
    const asked = statementOf(tx, { ...request, wanted, most: size + 1 })
    const found = await (isWhole(request)
      ? asked.prepare(`patients_by_${request.sort}`).execute()
      : asked)
    const rows = found.slice(0, size).map((row) => ({ ...row, zone: patientZone(row) }))
    const phones = rows.map(({ phone }) => phone)
    const last = rows.at(-1)
    const isAll = found.length <= size
    const [recent, numbers, outside, total] = await together(
      recentDoses(tx, rows, now),
      staticCountries(tx),
      ownersOutside(tx, ctx, phones),
      request.cursor ? null : totalOf(tx, wanted, isAll ? found.length : null),
    )
    return {
      rows: rows.map((row) => {
        const known = { recent: recent.get(row.id), numbers }
        const isShared = outside.has(row.phone ?? "")
        return { ...asRow(row, known), ...(isShared ? { isShared } : {}) }
      }),
      nextCursor: !isAll && last ? encodeCursor({ key: last.key, id: last.id }) : null,
      total,
    }
  })
}

/** The first page of everybody, whose plan is kept: it is what nearly all ask for. */
function isWhole(request: PatientsPageRequest): boolean {
  return request.cursor === null && request.q === "" && !isNarrowed(request)
}

/** How many a listing finds, counted up to `most`. */
export async function countPatients(
  ctx: StaffContext,
  listing: Omit<Listing, "sort">,
  { most, now }: { most: number; now: Instant },
): Promise<Counted> {
  const wanted = await wantedBy(ctx, listing, now)
  return readAs(ctx, (tx) => countOf(tx, wanted, most))
}

/** Few are all there are: whom a search finds among 100,000 is not sought a second time. */
async function totalOf(
  tx: Transaction,
  wanted: SQL | undefined,
  all: number | null,
): Promise<Counted> {
  return all === null ? countOf(tx, wanted, COUNTED) : { n: all, isMore: false }
}

/** Whether there is such a patient in the organization; it tells nothing of them and needs no audit. */
export async function isPatientHere(ctx: StaffContext, patientId: string): Promise<boolean> {
  return readAs(ctx, async (tx) => {
    const found = await tx
      .select({ id: patients.id })
      .from(patients)
      .where(eq(patients.id, patientId))
    return found.length > 0
  })
}

/** All that a listing finds, by last name; `most` at most, `total` in all. */
export async function matchingPatients(
  ctx: StaffContext,
  asked: Omit<Listing, "sort">,
  { most, now }: { most: number; now: Instant },
): Promise<{ ids: string[]; total: number }> {
  const wanted = await wantedBy(ctx, asked, now)
  return readAs(ctx, async (tx) => {
    const rows = await tx
      .select({ id: patientSummaries.patientId })
      .from(patientSummaries)
      .where(wanted)
      .orderBy(...inOrder("name"))
      .limit(most + 1)
    const ids = rows.map(({ id }) => id)
    if (ids.length <= most) return { ids, total: ids.length }
    const { n } = await countOf(tx, wanted, Number.MAX_SAFE_INTEGER)
    return { ids: ids.slice(0, most), total: n }
  })
}

/** Numbers shared with the outside are read by the system role, before the organization's own read. */
async function wantedBy(
  ctx: StaffContext,
  asked: Omit<Listing, "sort">,
  now: Instant,
): Promise<SQL | undefined> {
  const isOutsideAsked = asked.flag.includes("shared_phone")
  const outside = isOutsideAsked ? await numbersSharedOutside(ctx) : new Map()
  const today = new Date(now).toISOString().slice(0, 10)
  return wantedOf(asked, { staffId: ctx.staffId, sharedOutside: [...outside.keys()], today })
}

type Asked = Pick<PatientsPageRequest, "sort" | "cursor"> & {
  wanted: SQL | undefined
  most: number
}

/** The page is cut from one index before anything is joined to it or asked of its rows. */
export function statementOf(tx: Transaction, { sort, cursor, wanted, most }: Asked) {
  const page = tx
    .select()
    .from(patientSummaries)
    .where(sql.join([wanted ?? sql`true`, afterCursor(sort, cursor) ?? sql`true`], sql` and `))
    .orderBy(...inOrder(sort))
    .limit(most)
    .as("patient_summaries")
  return tx
    .select({
      id: patients.id,
      firstName: patients.firstName,
      lastName: patients.lastName,
      phone: patients.phone,
      timeZoneOverride: patients.timeZoneOverride,
      timeZoneAttribute: patients.timeZoneAttribute,
      organizationTimeZone: organizations.timeZone,
      isEnabled: patients.isEnabled,
      isOptedOut: sql<boolean>`coalesce(${optOuts.isOptedOut}, false)`,
      ...ASKED_OF_EACH,
      taken30: page.taken30,
      expected30: page.expected30,
      undecided30: page.undecided30,
      band: page.band,
      trend: page.trend,
      currentGap: page.currentGap,
      lastTakenAt: page.lastTakenAt,
      need: page.need,
      needReasons: page.needReasons,
      key: orderKey(sort),
    })
    .from(page)
    .innerJoin(patients, eq(patients.id, page.patientId))
    .innerJoin(organizations, eq(organizations.id, patients.organizationId))
    .leftJoin(optOuts, eq(optOuts.phone, patients.phone))
    .orderBy(...inOrder(sort))
}

/** By keys, for a page's rows alone. */
const ASKED_OF_EACH = {
  isShared: sql<boolean>`exists (select 1 from patients other
    where other.organization_id = ${patients.organizationId}
      and other.phone = ${patients.phone} and other.id <> ${patients.id}
      and other.deleted_at is null)
    or exists (select 1 from staff other
    where other.organization_id = ${patients.organizationId}
      and other.phone = ${patients.phone} and other.deleted_at is null)`,
  openSafety: sql<number>`(select count(*)::int from tasks
    where tasks.patient_id = ${patients.id} and tasks.kind = 'safety'
      and tasks.state <> 'closed')`,
  openTask: sql<OpenTask | null>`(select json_build_object('id', t.id, 'kind', t.kind,
      'cause', t.cause, 'state', t.state, 'more', count(*) over () - 1,
      'dueAt', (date_part('epoch', t.due_at) * 1000)::bigint,
      'owner', (select nullif(concat_ws(' ', s.first_name, s.last_name), '') from staff s
                 where s.id = t.owner_id))
    from tasks t where t.patient_id = ${patients.id} and t.state <> 'closed'
    order by t.kind = 'safety' desc, t.due_at, t.id limit 1)`,
  waitingReplies: sql<number>`(select count(*)::int from replies
    where replies.organization_id = ${patients.organizationId}
      and replies.patient_id = ${patients.id}
      and replies.state in ('review', 'unmatched', 'failed'))`,
  isUnread: isUnreadListed,
}

/** Goes along an index up to `most` and one, never over all of a great organization. */
export function countStatement(wanted: SQL | undefined, most: number): SQL {
  return sql`select count(*)::int as n from (
    select 1 from ${patientSummaries} where ${wanted}
     order by ${sql.join(inOrder("need"), sql`, `)} limit ${most + 1}) counted`
}

async function countOf(tx: Transaction, wanted: SQL | undefined, most: number): Promise<Counted> {
  const { rows } = await tx.execute<{ n: number }>(countStatement(wanted, most))
  const n = rows[0]?.n ?? 0
  return n > most ? { n: most, isMore: true } : { n, isMore: false }
}

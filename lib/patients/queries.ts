import "server-only"
import { and, asc, count, desc, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { optOuts, organizations, patientSummaries, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { staticCountries } from "@/lib/static-numbers/queries"
import type { Instant } from "@/lib/time"
import { asRow, recentDoses } from "./list-doses"
import { UNREACHABLE_WORDS } from "./need"
import { ownersOutside } from "./owners-outside"
import type { PatientRow, PatientsPage } from "./patient-row"
import { type PatientCursor, type PatientsPageRequest, patientCursorSchema } from "./schema"
import { patientZone } from "./zone"

export const PAGE_SIZE = 50
const SHORTEST_PHONE_DIGITS = 3
/** With a digit, for names have none. */
const PART_OF_ID = /^(?=.*\d)[0-9a-f-]{8,36}$/i

const need = sql<number>`coalesce(${patientSummaries.need}, 0)`
/** Those whose name BioT does not show come last. */
const nameKey = sql<string>`coalesce(nullif(lower(concat_ws(' ', ${patients.lastName},
  ${patients.firstName})), ''), chr(65533))`

/**
 * One page of the organization's patients, 50 at most, after `cursor`. Sorted by need (greatest
 * first) or by last name; ties by id. An unreadable cursor begins at the beginning.
 */
export async function patientsPage(
  ctx: StaffContext,
  request: PatientsPageRequest,
  now: Instant,
): Promise<PatientsPage> {
  const page = await readAs(ctx, async (tx) => {
    const wanted = and(isNull(patients.deletedAt), filterOf(request), ...searchOf(request.q))
    const found = await selectRows(tx, request, wanted)
    const rows = found.slice(0, PAGE_SIZE)
    const withZones = rows.map((row) => ({ ...row, zone: patientZone(row) }))
    const recent = await recentDoses(tx, withZones, now)
    const numbers = await staticCountries(tx)
    const last = rows.at(-1)
    return {
      rows: withZones.map((row) => asRow(row, { recent: recent.get(row.id), numbers, now })),
      nextCursor: found.length > PAGE_SIZE && last ? encodeCursor(request, last) : null,
      total: request.cursor === null ? await countOf(tx, wanted) : null,
    }
  })
  return { ...page, rows: await withOwnersOutside(ctx, page.rows) }
}

async function withOwnersOutside(ctx: StaffContext, rows: PatientRow[]): Promise<PatientRow[]> {
  const outside = await ownersOutside(
    ctx,
    rows.map(({ phone }) => phone),
  )
  return rows.map((row) => (outside.has(row.phone ?? "") ? { ...row, isShared: true } : row))
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

async function selectRows(tx: Transaction, request: PatientsPageRequest, wanted: SQL | undefined) {
  const byNeed = request.sort === "need"
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
      waitingReplies: sql<number>`(select count(*)::int from replies
        where replies.organization_id = ${patients.organizationId}
          and replies.patient_id = ${patients.id}
          and replies.state in ('review', 'unmatched', 'failed'))`,
      taken30: sql<number>`coalesce(${patientSummaries.taken30}, 0)`,
      expected30: sql<number>`coalesce(${patientSummaries.expected30}, 0)`,
      trend: patientSummaries.trend,
      currentGap: sql<number>`coalesce(${patientSummaries.currentGap}, 0)`,
      lastTakenAt: patientSummaries.lastTakenAt,
      needReasons: sql<string[]>`coalesce(${patientSummaries.needReasons}, '[]'::jsonb)`,
      need,
      nameKey,
    })
    .from(patients)
    .innerJoin(organizations, eq(organizations.id, patients.organizationId))
    .leftJoin(patientSummaries, eq(patientSummaries.patientId, patients.id))
    .leftJoin(optOuts, eq(optOuts.phone, patients.phone))
    .where(and(wanted, afterCursor(request)))
    .orderBy(byNeed ? desc(need) : asc(nameKey), asc(patients.id))
    .limit(PAGE_SIZE + 1)
}

async function countOf(tx: Transaction, wanted: SQL | undefined): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(patients)
    .leftJoin(patientSummaries, eq(patientSummaries.patientId, patients.id))
    .leftJoin(optOuts, eq(optOuts.phone, patients.phone))
    .where(wanted)
  return row?.n ?? 0
}

function filterOf({ filter }: PatientsPageRequest): SQL | undefined {
  if (filter === "attention") return gt(need, 0)
  if (filter === "opted_out") return eq(optOuts.isOptedOut, true)
  if (filter === "cannot_reply") return or(...CANNOT_REPLY.map(saysOfNeed))
  return undefined
}

/** What `replyProblem` found is kept with the summary: 100,000 numbers are not read for each page. */
const CANNOT_REPLY = [UNREACHABLE_WORDS.cannot_reply, UNREACHABLE_WORDS.no_phone]
const saysOfNeed = (words: string) =>
  sql`position(${words} in ${patientSummaries.needReasons}::text) > 0`

/**
 * Every word must begin a part of the name or, as digits, be found in the phone number. BioT's id is
 * found by eight characters of it: of whom BioT shows neither name nor number, it is all there is.
 */
function searchOf(q: string): (SQL | undefined)[] {
  const byId = PART_OF_ID.test(q)
    ? sql`${patients.id}::text like ${`%${q.toLowerCase()}%`}`
    : undefined
  const digits = q.replace(/[\s()./-]/g, "").replace(/^\+?0*/, "")
  if (/^\d+$/.test(digits) && digits.length >= SHORTEST_PHONE_DIGITS) {
    return [or(sql`${patients.phone} like ${`%${digits}%`}`, byId)]
  }
  if (byId) return [byId]
  return q
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const start = `${word.replace(/[\\%_]/g, "\\$&")}%`
      const inside = `% ${start}`
      const full = sql`concat_ws(' ', ${patients.firstName}, ${patients.lastName})`
      return or(
        sql`${full} ilike ${start}`,
        sql`${full} ilike ${inside}`,
        sql`${full} ilike ${`%-${start}`}`,
      )
    })
}

function afterCursor({ sort, cursor }: PatientsPageRequest): SQL | undefined {
  const at = cursor === null ? null : decodeCursor(cursor)
  if (!at) return undefined
  const { key, id } = at
  if (sort === "need" && typeof key === "number") {
    return or(lt(need, key), and(eq(need, key), gt(patients.id, id)))
  }
  if (sort === "name" && typeof key === "string") {
    return or(gt(nameKey, key), and(eq(nameKey, key), gt(patients.id, id)))
  }
  return undefined
}

function encodeCursor(
  { sort }: PatientsPageRequest,
  last: { need: number; nameKey: string; id: string },
): string {
  const cursor: PatientCursor = { key: sort === "need" ? last.need : last.nameKey, id: last.id }
  return Buffer.from(JSON.stringify(cursor)).toString("base64url")
}

function decodeCursor(text: string): PatientCursor | null {
  try {
    return patientCursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()))
  } catch {
    return null
  }
}

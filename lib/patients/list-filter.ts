import { and, eq, gt, inArray, lt, or, type SQL, sql } from "drizzle-orm"
import { patientSummaries } from "@/db/schema"
import { type Listing, ME, NOBODY, type PatientFlag } from "./listing"

const { band, trend, need, nameKey, language, country, isOptedOut, cannotReply, isListed } =
  patientSummaries

const SHORTEST_PHONE_DIGITS = 3
/** With a digit, for names have none. */
const PART_OF_ID = /^(?=.*\d)[0-9a-f-]{8,36}$/i

export type Within = {
  staffId: string
  /** The organization's numbers that somebody outside has too; read only when they are asked for. */
  sharedOutside: readonly string[]
  /** UTC, ISO 8601. */
  today: string
}

/**
 * Whom of `patient_summaries` a listing finds. Row security lets no operator that could leak be an
 * index condition, so the orders' indexes carry the statement and these sift what they give.
 */
export function wantedOf(asked: Omit<Listing, "sort">, within: Within): SQL | undefined {
  const { q } = asked
  return and(
    sql`${isListed}`,
    asked.attention ? gt(need, 0) : undefined,
    asked.band.length > 0 ? inArray(band, asked.band) : undefined,
    or(...asked.trend.map((way) => (way === "falling" ? lt(trend, 0) : gt(trend, 0)))),
    or(...asked.flag.map((flag) => FLAGS[flag](within))),
    asked.medication.length > 0 ? takes(asked.medication, within) : undefined,
    asked.language.length > 0 ? inArray(language, asked.language) : undefined,
    asked.country.length > 0 ? inArray(country, asked.country) : undefined,
    or(...asked.assignee.map((whom) => isOf(whom, within))),
    ...(q === "" ? [] : searchOf(q)),
  )
}

const isAmong = (rows: SQL) => sql`${patientSummaries.patientId} in (${rows})`
const isPatient = (that: SQL | undefined) =>
  isAmong(sql`select p.id from patients p where p.deleted_at is null and ${that}`)

const FLAGS: Record<PatientFlag, (within: Within) => SQL> = {
  safety: () =>
    isAmong(sql`select patient_id from tasks where kind = 'safety' and state <> 'closed'`),
  unread: () => isAmong(sql`select patient_id from conversations where unread_since is not null`),
  in_review: () =>
    isAmong(sql`select patient_id from replies where state in ('review', 'unmatched', 'failed')`),
  open_task: () => isAmong(sql`select patient_id from tasks where state <> 'closed'`),
  opted_out: () => eq(isOptedOut, true),
  cannot_reply: () => eq(cannotReply, true),
  shared_phone: ({ sharedOutside }) =>
    isPatient(sql`p.phone = any(array(
      select unnest(${sql.param([...sharedOutside])}::text[])
      union all select phone from staff where phone is not null and deleted_at is null
      union all select phone from patients where phone is not null and deleted_at is null
                 group by phone having count(*) > 1))`),
  disabled: () => isPatient(sql`not p.is_enabled`),
}

/** Who has one of these medications now or will have. */
function takes(medications: readonly string[], { today }: Within): SQL {
  return isAmong(sql`select r.patient_id from regimens r
    where r.medication = any(${sql.param([...medications])}::text[]) and ${isGoingOn(today)}`)
}

/** Of a regimen `r`: it has not ended, or so lately that somewhere that day goes on. `today` is UTC's. */
export function isGoingOn(today: string): SQL {
  return sql`exists (select 1 from regimen_versions v where v.regimen_id = r.id
    and (v.end_date is null or v.end_date >= ${today}::date - 1))`
}

function isOf(assignee: string, { staffId }: Within): SQL {
  if (assignee !== NOBODY) {
    const whose = assignee === ME ? staffId : assignee
    return isAmong(sql`select patient_id from conversations where assignee_id = ${whose}::uuid`)
  }
  return sql`not exists (select 1 from conversations c
    where c.patient_id = ${patientSummaries.patientId} and c.assignee_id is not null)`
}

/**
 * Every word must begin a part of the name or, as digits, be found in the phone number. BioT's id is
 * found by eight characters of it: of whom BioT shows neither name nor number, it is all there is.
 */
function searchOf(q: string): (SQL | undefined)[] {
  const byId = PART_OF_ID.test(q)
    ? sql`${patientSummaries.patientId}::text like ${`%${q.toLowerCase()}%`}`
    : undefined
  const digits = q.replace(/[\s()./-]/g, "").replace(/^\+?0*/, "")
  if (/^\d+$/.test(digits) && digits.length >= SHORTEST_PHONE_DIGITS) {
    return [or(isPatient(sql`p.phone like ${`%${digits}%`}`), byId)]
  }
  if (byId) return [byId]
  return q
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(beginsPart)
}

/**
 * In the key that the list is ordered by: it is in lower case, and no other table is read. Of a
 * hundred thousand keys those alone that have the word somewhere are looked at more closely.
 */
function beginsPart(word: string): SQL {
  const start = `% ${word.replace(/[\\%_]/g, "\\$&")}%`
  return sql`(strpos(${nameKey}, lower(${word}::text)) > 0
    and (' ' || ${nameKey} like lower(${start}::text)
      or replace(${nameKey}, '-', ' ') like lower(${start}::text)))`
}

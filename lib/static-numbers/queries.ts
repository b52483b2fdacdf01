import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { parsePhone } from "@/lib/patients/phone"
import type { StaticCountries } from "@/lib/patients/reach"
import { type CountryLine, type CountryNumbers, countryLines } from "./standing"

/** A country shows in a number's first eight characters, `+44 7797` of Jersey among the longest. */
export const COUNTRY_CHARACTERS = 8

/** The countries of the organization's static numbers, as one JSON value of a larger statement. */
export const staticCountriesSql = sql<StaticCountries>`(
  select json_build_object(
           'entered', coalesce(json_agg(distinct country) filter (where entered_at is not null), '[]'),
           'learnt', coalesce(json_agg(distinct country) filter (where replies > 0), '[]'))
    from static_numbers)`

/** In which countries the organization has static numbers, for `replyProblem`. */
export async function staticCountries(tx: Transaction): Promise<StaticCountries> {
  const { rows } = await tx.execute<{ countries: StaticCountries }>(
    sql`/* prepared: static_countries */ select ${staticCountriesSql} as countries`,
  )
  return rows[0]?.countries ?? { entered: [], learnt: [] }
}

export type StaticNumbersOverview = {
  lines: CountryLine[]
  /** Patients without any number; they are in no country. */
  withoutPhone: number
}

/** How each country stands with the organization's numbers and patients. Throws `forbidden`. */
export async function staticNumbersOverview(ctx: StaffContext): Promise<StaticNumbersOverview> {
  if (!can(ctx.role, "settings.manage")) {
    throw new AppError("forbidden", "Your role does not allow this.")
  }
  return readAs(ctx, async (tx) => {
    const known = new Map<string, CountryNumbers>()
    const of = (code: string) => {
      const found = known.get(code) ?? { code, entered: null, learnt: [], patients: 0 }
      known.set(code, found)
      return found
    }
    for (const row of await storedNumbers(tx)) {
      const { country, phone, enteredAt, by, firstSeenAt, lastSeenAt, replies } = row
      if (enteredAt !== null) of(country).entered = { phone, at: enteredAt, by }
      if (replies > 0 && firstSeenAt !== null && lastSeenAt !== null) {
        of(country).learnt.push({ phone, firstSeenAt, lastSeenAt, replies })
      }
    }
    let withoutPhone = 0
    for (const { phone, n } of await phoneSamples(tx)) {
      if (phone === null) withoutPhone += n
      const parsed = phone === null ? null : parsePhone(phone)
      if (parsed?.ok && parsed.country) of(parsed.country).patients += n
    }
    return { lines: countryLines([...known.values()]), withoutPhone }
  })
}

type StoredNumber = {
  country: string
  phone: string
  enteredAt: number | null
  by: string | null
  firstSeenAt: number | null
  lastSeenAt: number | null
  replies: number
}

async function storedNumbers(tx: Transaction): Promise<StoredNumber[]> {
  const ms = (column: string) => sql.raw(`(extract(epoch from n.${column}) * 1000)::float8`)
  const { rows } = await tx.execute<StoredNumber>(sql`
    select n.country, n.phone, n.replies, ${ms("entered_at")} as "enteredAt",
           nullif(concat_ws(' ', s.first_name, s.last_name), '') as by,
           ${ms("first_seen_at")} as "firstSeenAt", ${ms("last_seen_at")} as "lastSeenAt"
      from static_numbers n left join staff s on s.id = n.entered_by
     where n.entered_at is not null or n.replies > 0`)
  return rows
}

export type PhoneSample = { start: string | null; phone: string | null; n: number }

/**
 * How many patients have numbers that begin alike, with one of these for all. Those of another
 * length stand apart: one that is too short or too long to be read must not hide a country.
 */
export async function phoneSamples(tx: Transaction): Promise<PhoneSample[]> {
  const { rows } = await tx.execute<PhoneSample>(sql`
    select left(phone, ${COUNTRY_CHARACTERS}) as start, min(phone) as phone, count(*)::int as n
      from patients where deleted_at is null group by 1, length(phone)`)
  return rows
}

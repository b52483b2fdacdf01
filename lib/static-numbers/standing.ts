import { countryName, REPLY_COUNTRIES, replyCountry } from "@/lib/patients/countries"
import type { Instant } from "@/lib/time"

/** A number that replies came to. Instants are epoch milliseconds, UTC. */
export type LearntNumber = {
  phone: string
  firstSeenAt: Instant
  lastSeenAt: Instant
  replies: number
}

/** What is stored of a country: the number that an admin entered and those that replies came to. */
export type CountryNumbers = {
  code: string
  entered: { phone: string; at: Instant; by: string | null } | null
  learnt: LearntNumber[]
  /** Patients whose phone belongs to the country; those deleted in BioT left out. */
  patients: number
}

/**
 * `confirmed`: replies come to the entered number and to no other lately. `mismatch`: the last ones
 * came to another. `learnt`: none was entered, replies come. `missing`: there are patients, and no
 * number is known. `unlisted`: patients of a country that BioT does not list. `unused`: none of it.
 */
export type CountryStanding =
  | "mismatch"
  | "missing"
  | "unlisted"
  | "learnt"
  | "entered"
  | "confirmed"
  | "unused"

export type CountryLine = CountryNumbers & {
  name: string
  caveat: string | null
  isListed: boolean
  standing: CountryStanding
  /** Of a mismatch, the number that the last replies came to. */
  cameTo: string | null
}

const ORDER: readonly CountryStanding[] = [
  "mismatch",
  "missing",
  "unlisted",
  "learnt",
  "entered",
  "confirmed",
  "unused",
]

/**
 * Every listed country, and every other that patients or replies have, with how it stands; what
 * needs somebody first, then by patients and name.
 */
export function countryLines(known: readonly CountryNumbers[]): CountryLine[] {
  const byCode = new Map(known.map((each) => [each.code, each]))
  const codes = new Set([...REPLY_COUNTRIES.map(({ code }) => code), ...byCode.keys()])
  return [...codes]
    .map((code) => lineOf(byCode.get(code) ?? { code, entered: null, learnt: [], patients: 0 }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) ||
        b.patients - a.patients ||
        a.name.localeCompare(b.name, "en"),
    )
}

function lineOf(numbers: CountryNumbers): CountryLine {
  const listed = replyCountry(numbers.code)
  const learnt = numbers.learnt.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
  const { standing, cameTo } = standingOf({ ...numbers, learnt }, listed !== null)
  return {
    ...numbers,
    learnt,
    name: countryName(numbers.code),
    caveat: listed?.caveat ?? null,
    isListed: listed !== null,
    standing,
    cameTo,
  }
}

function standingOf(
  { entered, learnt, patients }: CountryNumbers,
  isListed: boolean,
): Pick<CountryLine, "standing" | "cameTo"> {
  const [newest] = learnt
  if (entered) {
    if (!newest) return { standing: "entered", cameTo: null }
    const isMismatch = newest.phone !== entered.phone
    return isMismatch
      ? { standing: "mismatch", cameTo: newest.phone }
      : { standing: "confirmed", cameTo: null }
  }
  if (newest) return { standing: "learnt", cameTo: null }
  if (patients === 0) return { standing: "unused", cameTo: null }
  return { standing: isListed ? "missing" : "unlisted", cameTo: null }
}

import { z } from "zod"
import type { FhirResource } from "@/db/enums"
import { type DateRange, dateRange } from "./date-search"
import { STATEMENT_STATUSES, type StatementStatus } from "./medication-statement"
import { invalid } from "./outcome"
import { SYSTEMS } from "./r4"

export const MOST_PER_PAGE = 100
const PER_PAGE = 50
const MOST_IDS = 50

/** What a search asks for, as it also stands, sealed, in the address of its next page. */
export type Search = {
  type: FhirResource
  /** Of a page; 0: only how many there are, as with `_summary=count`. */
  count: number
  ids: string[] | null
  patientId: string | null
  /** Of `_lastUpdated`, `effective` or `sent`, by the resource. */
  dates: DateRange | null
  statuses: StatementStatus[] | null
  isActive: boolean | null
  identifier: string | null
  phone: string | null
  name: string | null
}

const DATE_OF: Record<FhirResource, string | null> = {
  Patient: "_lastUpdated",
  MedicationRequest: null,
  MedicationStatement: "effective",
  Communication: "sent",
}
const POSTED = ["identifier", "phone", "name"]
const OWN: Record<FhirResource, readonly string[]> = {
  Patient: ["active", ...POSTED],
  MedicationRequest: ["patient"],
  MedicationStatement: ["patient", "status"],
  Communication: ["patient"],
}
/** Said of the answer and not of what is asked for. */
const OF_ANSWER = ["_format", "_pretty", "_count", "_cursor"]

/**
 * Reads a search. What is not known is refused, as it might have narrowed the answer, unless the
 * client asks for leniency. Throws `FhirRefusal`, which repeats no value.
 */
export function readSearch(
  type: FhirResource,
  params: URLSearchParams,
  how: { isPosted: boolean; isLenient: boolean },
): Search {
  if (!how.isPosted) refusePersonal(params)
  refuseUnknown(type, params, how)
  const search: Search = {
    type,
    count: countOf(params),
    ids: idsOf(params),
    patientId: patientOf(params),
    dates: datesOf(type, params),
    statuses: statusesOf(params),
    isActive: activeOf(params),
    identifier: identifierOf(params),
    phone: params.get("phone")?.trim() || null,
    name: params.get("name")?.trim() || null,
  }
  if (type !== "Patient" && search.ids === null && search.patientId === null) {
    throw invalid(`A search for ${type} needs patient or _id.`)
  }
  return search
}

/** What tells who somebody is must stand in no address. Throws `FhirRefusal`, lenient or not. */
export function refusePersonal(inAddress: URLSearchParams): void {
  for (const name of inAddress.keys()) {
    if (POSTED.includes(name.split(":")[0] ?? name)) {
      throw invalid("Search for identifiers, phones and names by POST to _search.")
    }
  }
}

function refuseUnknown(
  type: FhirResource,
  params: URLSearchParams,
  how: { isLenient: boolean },
): void {
  const date = DATE_OF[type]
  const known = new Set(["_id", ...OWN[type], ...OF_ANSWER, ...(date ? [date] : [])])
  for (const name of params.keys()) {
    if (known.has(name) || how.isLenient) continue
    throw unsupported(name)
  }
  for (const name of known) {
    if (name !== date && params.getAll(name).length > 1) {
      throw invalid(`${name} may be given once.`)
    }
  }
}

function unsupported(name: string) {
  // A name is repeated only if it looks like one: anything may stand there.
  const shown = /^[\w:.-]{1,40}$/.test(name) ? ` ${name}` : ""
  return invalid(`The search parameter${shown} is not supported here.`)
}

function countOf(params: URLSearchParams): number {
  const given = params.get("_count")
  if (given === null) return PER_PAGE
  if (!/^\d{1,9}$/.test(given)) throw invalid("_count is a whole number.")
  return Math.min(Number(given), MOST_PER_PAGE)
}

function idsOf(params: URLSearchParams): string[] | null {
  const ids = params.get("_id")?.split(",").filter(Boolean)
  if (!ids) return null
  if (ids.length > MOST_IDS) throw invalid(`Give ${MOST_IDS} values of _id at most.`)
  return ids
}

function patientOf(params: URLSearchParams): string | null {
  const given = params.get("patient")
  if (given === null) return null
  const id = given.replace(/^Patient\//, "")
  if (!z.guid().safeParse(id).success) throw invalid("patient is the id of one Patient.")
  return id
}

function datesOf(type: FhirResource, params: URLSearchParams): DateRange | null {
  const name = DATE_OF[type]
  const values = name ? params.getAll(name) : []
  if (values.length === 0) return null
  const range = dateRange(values)
  if (!range) {
    throw invalid(`${name} takes a date, or a time with its zone, after eq, ge, gt, le or lt.`)
  }
  return range
}

function statusesOf(params: URLSearchParams): StatementStatus[] | null {
  const given = params.get("status")
  if (given === null) return null
  const asked = given.split(",")
  // Other codes of R4's are never a dose's: they match nothing.
  return STATEMENT_STATUSES.filter((status) => asked.includes(status))
}

function activeOf(params: URLSearchParams): boolean | null {
  const given = params.get("active")
  if (given === null) return null
  if (given !== "true" && given !== "false") throw invalid("active is true or false.")
  return given === "true"
}

function identifierOf(params: URLSearchParams): string | null {
  const given = params.get("identifier")?.trim()
  if (!given) return null
  const [system, value] = given.includes("|") ? given.split("|", 2) : [SYSTEMS.patient, given]
  return system === SYSTEMS.patient && value ? value : NOBODY
}

/** An identifier of another system is nobody's. */
const NOBODY = "00000000-0000-0000-0000-000000000000"

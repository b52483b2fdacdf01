import { LIST_BANDS, type ListBand } from "@/db/enums"

/** How the patients list may be asked for. Without zod, so that the browser may load it. */
export const PATIENT_SORTS = ["need", "name", "reported", "last_taken"] as const
export type PatientSort = (typeof PATIENT_SORTS)[number]

export const TREND_WAYS = ["falling", "rising"] as const
export type TrendWay = (typeof TREND_WAYS)[number]

export const PATIENT_FLAGS = [
  "safety",
  "unread",
  "in_review",
  "open_task",
  "opted_out",
  "cannot_reply",
  "shared_phone",
  "disabled",
] as const
export type PatientFlag = (typeof PATIENT_FLAGS)[number]

/** Whoever asks, and nobody; else a person's id. */
export const ME = "me"
export const NOBODY = "nobody"

/**
 * Whom the list is narrowed to. Of one kind any value will do, of several kinds each must hold; an
 * empty one narrows nothing. Countries are ISO 3166-1, languages ISO 639.
 */
export type Narrowing = {
  attention: boolean
  band: ListBand[]
  trend: TrendWay[]
  flag: PatientFlag[]
  medication: string[]
  language: string[]
  country: string[]
  assignee: string[]
}

export type ListQuery = Narrowing & { sort: PatientSort }
/** `q` is posted, never part of an address. */
export type Listing = ListQuery & { q: string }

export const EVERYBODY: ListQuery = {
  sort: "need",
  attention: false,
  ...{ band: [], trend: [], flag: [], medication: [], language: [], country: [], assignee: [] },
}

export const NARROWED_BY = [
  "band",
  "trend",
  "flag",
  "medication",
  "language",
  "country",
  "assignee",
] as const
export type NarrowedBy = (typeof NARROWED_BY)[number]

/** So many values of one kind, of so many characters. */
export const MOST_VALUES = 30
export const LONGEST_VALUE = 200

export function isNarrowed(query: Narrowing): boolean {
  return query.attention || NARROWED_BY.some((kind) => query[kind].length > 0)
}

/** How many kinds of filters are in use. */
export function countNarrowings(query: Narrowing): number {
  return (query.attention ? 1 : 0) + NARROWED_BY.filter((kind) => query[kind].length > 0).length
}

/** Whether two queries find the same in the same order, however their values are ordered. */
export function isSameQuery(a: ListQuery, b: ListQuery): boolean {
  return addressOf(a).toString() === addressOf(b).toString()
}

/** What short addresses mean, as Today and old bookmarks have them. */
const SHORT: Record<string, Partial<Narrowing>> = {
  attention: { attention: true },
  unread: { flag: ["unread"] },
  mine: { assignee: [ME] },
  opted_out: { flag: ["opted_out"] },
  cannot_reply: { flag: ["cannot_reply"] },
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const IS_KNOWN: Record<NarrowedBy, (value: string) => boolean> = {
  band: (value) => LIST_BANDS.some((each) => each === value),
  trend: (value) => TREND_WAYS.some((each) => each === value),
  flag: (value) => PATIENT_FLAGS.some((each) => each === value),
  medication: (value) => value.length > 0 && value.length <= LONGEST_VALUE,
  language: (value) => /^[a-z]{2,3}$/.test(value),
  country: (value) => /^[A-Z]{2}$/.test(value),
  assignee: (value) => value === ME || value === NOBODY || UUID.test(value),
}

/** The values of one kind that are known, each once, in one order. */
export function knownValues(kind: NarrowedBy, values: readonly string[]): string[] {
  const known = values.filter(IS_KNOWN[kind])
  return [...new Set(known)].sort().slice(0, MOST_VALUES)
}

/** A query from an address; what is not known is left out. */
export function queryOf(address: URLSearchParams): ListQuery {
  const short = SHORT[address.get("filter") ?? ""] ?? {}
  const sort = PATIENT_SORTS.find((each) => each === address.get("sort")) ?? "need"
  const values = Object.fromEntries(
    NARROWED_BY.map((kind) => [
      kind,
      knownValues(kind, [...(short[kind] ?? []), ...address.getAll(kind)]),
    ]),
  )
  return { ...EVERYBODY, ...values, sort, attention: short.attention ?? false }
}

/** A query as an address has it; the whole list by need is the empty one. */
export function addressOf(query: ListQuery): URLSearchParams {
  const address = new URLSearchParams()
  if (query.attention) address.set("filter", "attention")
  for (const kind of NARROWED_BY) {
    for (const value of knownValues(kind, query[kind])) address.append(kind, value)
  }
  if (query.sort !== "need") address.set("sort", query.sort)
  return address
}

/** Set when the whole list is meant though another view is the person's own default. */
export const WHOLE = "show"

/** What an address asks for: its own filters, or, when it has none, the person's default view. */
export function askedQuery(address: URLSearchParams, home: ListQuery | null): ListQuery {
  const query = queryOf(address)
  const isBare = addressOf(query).size === 0 && !address.has(WHOLE)
  return isBare && home ? home : query
}

/** The address of a query for somebody whose default view is `home`. */
export function addressWithin(query: ListQuery, home: ListQuery | null): URLSearchParams {
  const address = addressOf(query)
  if (address.size === 0 && home && !isSameQuery(query, home)) address.set(WHOLE, "all")
  return address
}

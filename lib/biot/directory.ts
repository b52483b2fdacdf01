import "server-only"
import { z } from "zod"
import type { PersonKind } from "@/db/enums"
import type { Instant } from "@/lib/time"
import { BiotError } from "./error"
import {
  biotId,
  normaliseLocale,
  normaliseTimeZone,
  optionalInstant,
  optionalText,
  ownerOrganizationId,
} from "./fields"
import { callAsService } from "./service-token"

const PAGE_SIZE = 100
/** A server that never ends its list does not keep us for ever: a million people. */
const MAX_PAGES = 10_000

export type BiotPerson = {
  id: string
  organizationId: string
  firstName: string | null
  lastName: string | null
  phone: string | null
  additionalPhone: string | null
  /** BCP 47, such as `en-US`. */
  locale: string | null
  /** IANA; of a custom attribute, as BioT's people have none of their own. */
  timeZone: string | null
  isEnabled: boolean
  lastModifiedAt: Instant | null
  templateName: string | null
}

export type BiotOrganization = {
  id: string
  /** Empty when BioT does not say. */
  name: string
  phone: string | null
  locale: string | null
  timeZone: string | null
  lastModifiedAt: Instant | null
  templateName: string | null
}

/** `unreadable` counts entities without an id or an organization, which were left out. */
export type Page<T> = { items: T[]; unreadable: number }

export type DirectoryFilter = {
  modifiedSince?: Instant
  organizationIds?: readonly string[]
  phone?: string
}

const template = z.object({ name: optionalText }).nullish().catch(null)

const personSchema = z
  .object({
    _id: biotId,
    _ownerOrganization: ownerOrganizationId.pipe(biotId),
    _name: z.object({ firstName: optionalText, lastName: optionalText }).nullish().catch(null),
    _phone: optionalText,
    _additionalPhone: optionalText,
    _locale: optionalText,
    _enabled: optionalText,
    _lastModifiedTime: optionalInstant,
    _template: template,
    timezone: optionalText,
    timeZone: optionalText,
    time_zone: optionalText,
    _timezone: optionalText,
  })
  .transform(
    (entity): BiotPerson => ({
      id: entity._id,
      organizationId: entity._ownerOrganization,
      firstName: entity._name?.firstName ?? null,
      lastName: entity._name?.lastName ?? null,
      phone: entity._phone,
      additionalPhone: entity._additionalPhone,
      locale: normaliseLocale(entity._locale),
      timeZone: normaliseTimeZone(
        entity.timezone ?? entity.timeZone ?? entity.time_zone ?? entity._timezone,
      ),
      isEnabled: entity._enabled !== "DISABLED",
      lastModifiedAt: entity._lastModifiedTime,
      templateName: entity._template?.name ?? null,
    }),
  )

const organizationSchema = z
  .object({
    _id: biotId,
    _name: optionalText,
    _phone: optionalText,
    _locale: optionalText,
    _timezone: optionalText,
    _lastModifiedTime: optionalInstant,
    _template: template,
  })
  .transform(
    (entity): BiotOrganization => ({
      id: entity._id,
      name: entity._name ?? "",
      phone: entity._phone,
      locale: normaliseLocale(entity._locale),
      timeZone: normaliseTimeZone(entity._timezone),
      lastModifiedAt: entity._lastModifiedTime,
      templateName: entity._template?.name ?? null,
    }),
  )

const PEOPLE: Record<PersonKind, string> = {
  patient: "/organization/v1/users/patients",
  caregiver: "/organization/v1/users/caregivers",
  // BioT's path for organization users; the organizations themselves are elsewhere.
  "organization-user": "/organization/v1/users/organizations",
}
const NOT_FOUND = 404

/** People of one kind, a page at a time, oldest first. Throws `BiotError`. */
export function peoplePages(
  kind: PersonKind,
  filter: DirectoryFilter = {},
): AsyncGenerator<Page<BiotPerson>> {
  return pages(PEOPLE[kind], personSchema, filter)
}

/** One person as BioT has them now; null when BioT knows nobody by this id. Throws `BiotError`. */
export async function personById(kind: PersonKind, id: string): Promise<BiotPerson | null> {
  try {
    const path = `${PEOPLE[kind]}/${encodeURIComponent(id)}`
    return await callAsService({ method: "GET", path, answer: personSchema })
  } catch (error) {
    if (error instanceof BiotError && error.status === NOT_FOUND) return null
    throw error
  }
}

export function organizationPages(
  filter: Omit<DirectoryFilter, "organizationIds" | "phone"> = {},
): AsyncGenerator<Page<BiotOrganization>> {
  return pages("/organization/v1/organizations", organizationSchema, filter)
}

const pageSchema = z.object({
  data: z.array(z.unknown()),
  metadata: z
    .object({
      page: z
        .object({ totalResults: z.number().nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})

async function* pages<T>(
  path: string,
  entity: z.ZodType<T>,
  filter: DirectoryFilter,
): AsyncGenerator<Page<T>> {
  for (let page = 0, seen = 0; page < MAX_PAGES; page += 1) {
    const answer = await callAsService({
      method: "GET",
      path,
      query: { searchRequest: JSON.stringify(searchRequest(filter, page)) },
      answer: pageSchema,
    })
    const read = answer.data.map((each) => entity.safeParse(each))
    const items = read.flatMap((each) => (each.success ? [each.data] : []))
    if (read.length > 0) yield { items, unreadable: read.length - items.length }
    seen += read.length
    const total = answer.metadata?.page?.totalResults
    // A server may cap the page below what we asked for, so a short page alone ends nothing.
    if (read.length === 0 || (typeof total === "number" ? seen >= total : read.length < PAGE_SIZE))
      return
  }
}

function searchRequest(filter: DirectoryFilter, page: number) {
  const { modifiedSince, organizationIds, phone } = filter
  return {
    filter: {
      ...(organizationIds ? { "_ownerOrganization.id": { in: organizationIds } } : {}),
      ...(phone === undefined ? {} : { _phone: { eq: phone } }),
      ...(modifiedSince === undefined
        ? {}
        : { _lastModifiedTime: { from: new Date(modifiedSince).toISOString() } }),
    },
    // Creation never changes, so that nobody slips between two pages while people are edited.
    sort: [{ prop: "_creationTime", order: "ASC" }],
    limit: PAGE_SIZE,
    page,
  }
}

import { z } from "zod"
import { BiotError, check } from "./biot-error"
import type { EntityKind } from "./entities"

const instant = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)), {
    error: "a UTC date in the ISO-8601 format",
  })

const conditionSchema = z.strictObject({
  eq: z.unknown().optional(),
  not: z.unknown().optional(),
  in: z.array(z.string()).optional(),
  notIn: z.array(z.string()).optional(),
  lt: z.number().optional(),
  lte: z.number().optional(),
  gt: z.number().optional(),
  gte: z.number().optional(),
  like: z.string().optional(),
  from: instant.optional(),
  to: instant.optional(),
  isNull: z.boolean().optional(),
  isNotNull: z.boolean().optional(),
})
export type Condition = z.infer<typeof conditionSchema>
export type Filter = { conditions: [string, Condition][]; groups: [Logic, Filter][] }

const LOGIC = ["$AND", "$OR", "$NOT"] as const
export type Logic = (typeof LOGIC)[number]

const INT_MAX = 2 ** 31 - 1
const searchSchema = z.strictObject({
  filter: z.record(z.string(), z.unknown()).nullish(),
  freeTextSearch: z.string().nullish(),
  sort: z
    .array(z.strictObject({ prop: z.string(), order: z.enum(["ASC", "DESC"]).default("DESC") }))
    .nullish(),
  limit: z.number().int().min(1).max(INT_MAX).nullish(),
  page: z.number().int().min(0).max(INT_MAX).nullish(),
})

const list = (text: string) => text.split(" ")
const ADDRESS = list("countryCode state city zipCode address1 address2")
const at = (parent: string, names: string[]) => names.map((name) => `${parent}.${name}`)
const TEMPLATE = list("_templateId _templateName")

const PERSON = [
  ...list("_id _email _phone _description _locale _gender _name.firstName _name.lastName"),
  ...at("_address", ADDRESS),
  ...list("_dateOfBirth _ownerOrganization.id _enabled _creationTime _lastModifiedTime"),
  ...list("_mfa.enabled _mfa.expirationInMinutes"),
]
const SORTABLE: Record<EntityKind, string[]> = {
  patient: [...PERSON, ...list("_additionalPhone _nationalId _caregiver.id _canLogin _username")],
  caregiver: [...PERSON, ...list("_degree _employeeId")],
  "organization-user": [...PERSON, "_employeeId"],
  organization: [
    ...list("_id _name _description _phone _timezone _locale _primaryAdministrator.id"),
    ...list("_creationTime _lastModifiedTime"),
    ...at("_headquarters", ADDRESS),
  ],
}

/** The property names that a search of these entities may use. */
export type Searchable = { filter: (name: string) => boolean; sort: (name: string) => boolean }

export function searchableOf(kind: EntityKind): Searchable {
  const sortable = SORTABLE[kind]
  return {
    // Custom attributes, which never begin with an underscore, can be filtered by and not sorted.
    filter: (name) => [...sortable, ...TEMPLATE].includes(name) || /^[^_$]/.test(name),
    sort: (name) => sortable.includes(name),
  }
}

export const SUBSCRIPTION_SEARCHABLE: Searchable = {
  filter: (name) => list("id actionName entityTypeName endpoint templateName").includes(name),
  sort: (name) => list("actionName entityTypeName").includes(name),
}

/** `searchRequest` as BioT documents it: its operators, its property names, or 400. */
export function parseSearch(raw: string | undefined, searchable: Searchable) {
  const request = check(searchSchema, parseJson(raw))
  for (const { prop } of request.sort ?? []) {
    if (!searchable.sort(prop)) throw unknownProperty("sort", prop)
  }
  return {
    filter: parseFilter(request.filter ?? {}, searchable),
    given: request.filter ?? {},
    words: request.freeTextSearch?.trim().toLowerCase().split(/\s+/).filter(Boolean) ?? [],
    freeTextSearch: request.freeTextSearch ?? null,
    sort: request.sort ?? null,
    limit: request.limit ?? 100,
    page: request.page ?? 0,
  }
}

function parseJson(raw: string | undefined): unknown {
  if (!raw) return {}
  try {
    return JSON.parse(raw)
  } catch {
    throw new BiotError(400, "BAD_REQUEST", "searchRequest is not JSON")
  }
}

function parseFilter(given: Record<string, unknown>, searchable: Searchable): Filter {
  const parsed: Filter = { conditions: [], groups: [] }
  for (const [name, value] of Object.entries(given)) {
    const logic = LOGIC.find((one) => one === name)
    if (logic) {
      const nested = check(z.strictObject({ filter: z.record(z.string(), z.unknown()) }), value)
      parsed.groups.push([logic, parseFilter(nested.filter, searchable)])
    } else {
      if (!searchable.filter(name)) throw unknownProperty("filter", name)
      parsed.conditions.push([name, check(conditionSchema, value)])
    }
  }
  return parsed
}

function unknownProperty(where: string, name: string) {
  const details = { invalidProperty: name }
  return new BiotError(400, "INVALID_SEARCH_REQUEST", `Unknown property in ${where}`, details)
}

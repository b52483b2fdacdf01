import type { Entity } from "./entities"
import { type Condition, type Filter, parseSearch, type Searchable } from "./search-request"

const ALIASES: Record<string, string> = {
  _templateName: "_template.name",
  _templateId: "_template.id",
}

function valueAt(entity: Entity, path: string): unknown {
  let value: unknown = entity
  for (const key of (ALIASES[path] ?? path).split(".")) {
    if (typeof value !== "object" || value === null) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** Times and numbers by their size, everything else as text; nothing sorts first. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b
  const [left, right] = [String(a ?? ""), String(b ?? "")]
  if (/^\d{4}-\d\d-\d\dT/.test(left) && /^\d{4}-\d\d-\d\dT/.test(right)) {
    return Date.parse(left) - Date.parse(right)
  }
  return left < right ? -1 : left > right ? 1 : 0
}

const isEqual = (one: unknown, other: unknown) =>
  (one ?? null) === (other ?? null) || JSON.stringify(one) === JSON.stringify(other)

/** Every operator of BioT's `FilterV2`, given the value and what it is held against. */
const OPERATORS: { [Name in keyof Condition]-?: (value: unknown, given: never) => boolean } = {
  eq: (value, given: unknown) => isEqual(value, given),
  not: (value, given: unknown) => !isEqual(value, given),
  in: (value, given: string[]) => given.includes(String(value)),
  notIn: (value, given: string[]) => !given.includes(String(value)),
  lt: (value, given: number) => typeof value === "number" && value < given,
  lte: (value, given: number) => typeof value === "number" && value <= given,
  gt: (value, given: number) => typeof value === "number" && value > given,
  gte: (value, given: number) => typeof value === "number" && value >= given,
  like: (value, given: string) =>
    typeof value === "string" && value.toLowerCase().includes(given.toLowerCase()),
  from: (value, given: string) => typeof value === "string" && isFrom(value, given),
  to: (value, given: string) => typeof value === "string" && isFrom(given, value),
  isNull: (value, given: boolean) => !given || value == null,
  isNotNull: (value, given: boolean) => !given || value != null,
}

function isFrom(value: string, from: string): boolean {
  return Date.parse(value) >= Date.parse(from)
}

function holds(value: unknown, condition: Condition): boolean {
  return Object.entries(condition).every(([name, given]) =>
    OPERATORS[name as keyof Condition](value, given as never),
  )
}

function fits(entity: Entity, { conditions, groups }: Filter): boolean {
  if (!conditions.every(([path, one]) => holds(valueAt(entity, path), one))) return false
  return groups.every(([logic, nested]) => {
    if (logic === "$AND") return fits(entity, nested)
    if (logic === "$NOT") return !fits(entity, nested)
    const { conditions: any, groups: more } = nested
    return (
      any.some((one) => fits(entity, { conditions: [one], groups: [] })) ||
      more.some((one) => fits(entity, { conditions: [], groups: [one] }))
    )
  })
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d/.test(value) ? [] : [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : []
}

/** BioT's search over the given entities, newest first: `{data, metadata}` of one page. */
export function searchEntities(
  entities: Entity[],
  raw: string | undefined,
  searchable: Searchable,
) {
  const request = parseSearch(raw, searchable)
  const found = entities.filter((entity) => {
    if (!fits(entity, request.filter)) return false
    if (request.words.length === 0) return true
    const all = texts(entity).join("\n").toLowerCase()
    // Any of them, says BioT's document.
    return request.words.some((word) => all.includes(word))
  })
  const sort = request.sort ?? [{ prop: "_creationTime", order: "DESC" as const }]
  found.sort((a, b) => {
    for (const { prop, order } of sort) {
      const difference = compare(valueAt(a, prop), valueAt(b, prop))
      if (difference !== 0) return order === "ASC" ? difference : -difference
    }
    // A total order, so that pages neither repeat nor skip anybody.
    return compare(a._id, b._id)
  })
  const start = request.page * request.limit
  return {
    data: found.slice(start, start + request.limit),
    metadata: {
      sort,
      filter: request.given,
      page: { totalResults: found.length, page: request.page, limit: request.limit },
      freeTextSearch: request.freeTextSearch,
    },
  }
}

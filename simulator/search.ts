import { z } from "zod"
import { BiotError, check } from "./biot-error"
import type { Entity } from "./entities"

const conditionSchema = z.strictObject({
  eq: z.unknown().optional(),
  in: z.array(z.unknown()).optional(),
  notIn: z.array(z.unknown()).optional(),
  like: z.string().optional(),
  from: z.union([z.string(), z.number()]).optional(),
  to: z.union([z.string(), z.number()]).optional(),
})
type Condition = z.infer<typeof conditionSchema>

const searchSchema = z.object({
  filter: z.record(z.string(), conditionSchema).optional(),
  freeTextSearch: z.string().optional(),
  sort: z
    .array(z.object({ prop: z.string(), order: z.enum(["ASC", "DESC"]).default("DESC") }))
    .optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
  page: z.number().int().min(0).default(0),
})

function valueAt(entity: Entity, path: string): unknown {
  const aliases: Record<string, string> = {
    _templateName: "_template.name",
    _templateId: "_template.id",
  }
  let value: unknown = entity
  for (const key of (aliases[path] ?? path).split(".")) {
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

function holds(value: unknown, condition: Condition): boolean {
  if ("eq" in condition && value !== condition.eq) return false
  if (condition.in && !condition.in.includes(value)) return false
  if (condition.notIn?.includes(value)) return false
  if (condition.like !== undefined) {
    if (
      !String(value ?? "")
        .toLowerCase()
        .includes(condition.like.toLowerCase())
    )
      return false
  }
  if (condition.from !== undefined && (value == null || compare(value, condition.from) < 0)) {
    return false
  }
  return condition.to === undefined || (value != null && compare(value, condition.to) <= 0)
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d/.test(value) ? [] : [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : []
}

function parseSearch(raw: string | undefined) {
  if (!raw) return searchSchema.parse({})
  try {
    return check(searchSchema, JSON.parse(raw))
  } catch (error) {
    if (error instanceof BiotError) throw error
    throw new BiotError(400, "BAD_REQUEST", "searchRequest is not JSON")
  }
}

/** BioT's search over the given entities: `{data, metadata}` of one page. */
export function searchEntities(
  entities: Entity[],
  raw: string | undefined,
  fallbackSort = "_creationTime",
) {
  const request = parseSearch(raw)
  const words = request.freeTextSearch?.trim().toLowerCase().split(/\s+/).filter(Boolean) ?? []
  const found = entities.filter((entity) => {
    const conditions = Object.entries(request.filter ?? {})
    if (!conditions.every(([path, one]) => holds(valueAt(entity, path), one))) return false
    if (words.length === 0) return true
    const all = texts(entity).join("\n").toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const sort = request.sort ?? [{ prop: fallbackSort, order: "DESC" as const }]
  found.sort((a, b) => {
    for (const { prop, order } of sort) {
      const difference = compare(valueAt(a, prop), valueAt(b, prop))
      if (difference !== 0) return order === "ASC" ? difference : -difference
    }
    // A total order, so that pages neither repeat nor skip anybody.
    return compare(a._id ?? a.id, b._id ?? b.id)
  })
  const start = request.page * request.limit
  return {
    data: found.slice(start, start + request.limit),
    metadata: {
      sort,
      filter: request.filter ?? {},
      page: { totalResults: found.length, page: request.page, limit: request.limit },
      freeTextSearch: request.freeTextSearch ?? null,
    },
  }
}

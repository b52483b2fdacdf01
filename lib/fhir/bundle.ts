import type { FhirResource } from "@/db/enums"

export type SearchBundle<T extends { id: string; resourceType: FhirResource }> = {
  resourceType: "Bundle"
  type: "searchset"
  total?: number
  link: { relation: "self" | "next"; url: string }[]
  entry?: { fullUrl: string; resource: T; search: { mode: "match" } }[]
}

/** One page of a search; without a match it has no entries at all, as an empty array is no FHIR. */
export function searchBundle<T extends { id: string; resourceType: FhirResource }>(page: {
  base: string
  self: string
  next: string | null
  total: number | null
  resources: readonly T[]
}): SearchBundle<T> {
  const entry = page.resources.map((resource) => ({
    fullUrl: `${page.base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: "match" as const },
  }))
  return {
    resourceType: "Bundle",
    type: "searchset",
    ...(page.total === null ? {} : { total: page.total }),
    link: [
      { relation: "self", url: page.self },
      ...(page.next === null ? [] : [{ relation: "next" as const, url: page.next }]),
    ],
    ...(entry.length > 0 ? { entry } : {}),
  }
}

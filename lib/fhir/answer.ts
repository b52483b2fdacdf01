import "server-only"
import type { ApiContext } from "@/lib/auth/context"
import { readCapped } from "@/lib/capped-body"
import { env } from "@/lib/env"
import { searchBundle } from "./bundle"
import { readPage } from "./cursor"
import { FhirRefusal } from "./outcome"
import { resourceNamed, searchPage } from "./queries"
import { readSearch, refusePersonal } from "./search"

const MOST_BODY_BYTES = 16 * 1024
const FORM = "application/x-www-form-urlencoded"

/** Where the API begins, as addresses in its answers have it. */
export const fhirBase = (): string => new URL("/api/fhir", env().PUBLIC_URL).toString()

/** Answers a search by GET, its first page or, with `_cursor`, one that an answer pointed at. */
export async function answerSearch(ctx: ApiContext, request: Request, type: string) {
  const params = new URL(request.url).searchParams
  const resource = resourceNamed(type)
  const cursor = params.get("_cursor")
  if (cursor !== null) {
    const page = readPage(ctx, resource, cursor)
    return bundleOf(ctx, page, `?_cursor=${cursor}`)
  }
  const search = readSearch(resource, params, { isPosted: false, isLenient: isLenient(request) })
  params.delete("_format")
  return bundleOf(ctx, { search, after: null }, params.size > 0 ? `?${params}` : "")
}

/** Answers a search by POST, whose parameters stand in no address: not in links either. */
export async function answerPostedSearch(ctx: ApiContext, request: Request, type: string) {
  const resource = resourceNamed(type)
  if (request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() !== FORM) {
    throw new FhirRefusal(415, "not-supported", `A search is posted as ${FORM}.`)
  }
  const body = await readCapped(request, MOST_BODY_BYTES)
  if (body === null) throw new FhirRefusal(413, "too-long", "The search is too long.")
  const params = new URLSearchParams(body)
  const inAddress = new URL(request.url).searchParams
  refusePersonal(inAddress)
  for (const [name, value] of inAddress) params.append(name, value)
  const search = readSearch(resource, params, { isPosted: true, isLenient: isLenient(request) })
  return bundleOf(ctx, { search, after: null }, "/_search")
}

async function bundleOf(ctx: ApiContext, of: Parameters<typeof searchPage>[1], self: string) {
  const { resources, next, total } = await searchPage(ctx, of, Date.now())
  const base = fhirBase()
  const here = `${base}/${of.search.type}`
  const nextUrl = next === null ? null : `${here}?_cursor=${next}`
  return searchBundle({ base, self: `${here}${self}`, next: nextUrl, total, resources })
}

const isLenient = (request: Request): boolean =>
  /(^|[,;\s])handling=lenient\b/i.test(request.headers.get("prefer") ?? "")

import "server-only"
import { z } from "zod"
import { FHIR_RESOURCES } from "@/db/enums"
import type { ApiContext } from "@/lib/auth/context"
import { seal, unseal } from "@/lib/auth/seal"
import { STATEMENT_STATUSES } from "./medication-statement"
import { invalid } from "./outcome"
import type { Search } from "./search"

const instant = z.number().nullable()
/** Where a page ended: a point in time, if the order has one, then an id. */
const afterSchema = z.object({ at: instant, id: z.string() })
export type After = z.infer<typeof afterSchema>

const cursorSchema = z.object({
  tokenId: z.string(),
  after: afterSchema,
  search: z.object({
    type: z.enum(FHIR_RESOURCES),
    count: z.int(),
    ids: z.array(z.string()).nullable(),
    patientId: z.string().nullable(),
    dates: z.object({ from: instant, to: instant }).nullable(),
    statuses: z.array(z.enum(STATEMENT_STATUSES)).nullable(),
    isActive: z.boolean().nullable(),
    identifier: z.string().nullable(),
    phone: z.string().nullable(),
    name: z.string().nullable(),
  }),
})

/**
 * A search and where it stands, for the address of its next page. Sealed, since a search by phone or
 * name must not be readable there; good for this token alone.
 */
export function writePage(ctx: ApiContext, search: Search, after: After): string {
  const sealed = seal(JSON.stringify({ tokenId: ctx.tokenId, search, after }), "fhir page")
  return Buffer.from(sealed, "base64").toString("base64url")
}

/** Throws `FhirRefusal` for what `writePage` did not write for this token and resource. */
export function readPage(
  ctx: ApiContext,
  type: Search["type"],
  cursor: string,
): { search: Search; after: After } {
  const opened = unseal(Buffer.from(cursor, "base64url").toString("base64"), "fhir page")
  const read = opened === null ? null : cursorSchema.safeParse(JSON.parse(opened))
  if (!read?.success || read.data.tokenId !== ctx.tokenId || read.data.search.type !== type) {
    throw invalid("This page is not known. Begin the search again.")
  }
  return read.data
}

import "server-only"
import { and, eq, isNull, lt, or, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { FhirResource } from "@/db/enums"
import { apiTokens, audit } from "@/db/schema"
import { type ApiContext, actorOf } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { FhirRefusal } from "./outcome"

/** What a read gave, and whose records that was. */
export type Found<T> = { value: T; patientIds: readonly string[] }

const USED_EVERY_MINUTES = 1

/**
 * Reads for a token and leaves who read whose records in the audit, an entry for each patient, in
 * the same transaction; a read that found nothing leaves one too, and so does a refused one.
 * Throws `FhirRefusal` (403) outside the token's scopes.
 */
export async function readFhirAs<T>(
  ctx: ApiContext,
  resource: FhirResource,
  read: (tx: Transaction) => Promise<Found<T>>,
): Promise<T> {
  if (!can("api", "fhir.read") || !ctx.scopes.includes(resource)) {
    await readAs(ctx, (tx) => leave(tx, ctx, "fhir.refused", resource, []))
    throw new FhirRefusal(403, "forbidden", `This token may not read ${resource}.`)
  }
  return readAs(ctx, async (tx) => {
    const { value, patientIds } = await read(tx)
    await leave(tx, ctx, "fhir.read", resource, [...new Set(patientIds)])
    await markUsed(tx, ctx)
    return value
  })
}

async function leave(
  tx: Transaction,
  ctx: ApiContext,
  verb: string,
  resource: FhirResource,
  patientIds: readonly string[],
): Promise<void> {
  const actor = actorOf(ctx)
  const entry = (patientId: string | null) => ({
    organizationId: ctx.organizationId,
    id: newId(),
    actorKind: actor.kind,
    actorId: actor.id,
    verb,
    subjectKind: patientId === null ? "organization" : "patient",
    subjectId: patientId ?? ctx.organizationId,
    patientId,
    details: { resource },
    traceId: ctx.traceId,
  })
  const entries = patientIds.length > 0 ? patientIds.map(entry) : [entry(null)]
  await tx.insert(audit).values(entries)
}

/** Once a minute: many requests at once shall not wait for each other's row. */
async function markUsed(tx: Transaction, ctx: ApiContext): Promise<void> {
  const longAgo = sql`now() - make_interval(mins => ${USED_EVERY_MINUTES})`
  await tx
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiTokens.id, ctx.tokenId),
        or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, longAgo)),
      ),
    )
}

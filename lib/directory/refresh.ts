import "server-only"
import { eq } from "drizzle-orm"
import type { PersonKind } from "@/db/enums"
import { organizations, patients, staff } from "@/db/schema"
import { mintPluginContext } from "@/lib/auth/context"
import { asSystem } from "@/lib/auth/unit-of-work"
import { type BiotPerson, organizationPages, personById } from "@/lib/biot/directory"
import { keepPeople, removePeople } from "./mutations"
import { saveOrganizations } from "./organizations"

export type Refreshed = { result: "kept" | "removed" | "unknown" }

/**
 * Brings one person to what BioT says of them now, asked by id and never believed from a call. Who
 * moved to another organization is deleted in the one that they left. Throws `BiotError`.
 */
export async function refreshPerson(of: {
  kind: PersonKind
  id: string
  traceId: string
}): Promise<Refreshed> {
  const { kind, id, traceId } = of
  const asOf = Date.now()
  const person = await personById(kind, id)
  const about = { kind, asOf, now: asOf }
  let removed = 0
  for (const home of await homesOf(kind, id)) {
    if (home === person?.organizationId) continue
    removed += await removePeople(mintPluginContext(home, traceId), { ...about, ids: [id] })
  }
  if (!person) return { result: removed > 0 ? "removed" : "unknown" }
  await bringOrganization(person)
  const ctx = mintPluginContext(person.organizationId, traceId)
  await keepPeople(ctx, { ...about, people: [person] })
  return { result: "kept" }
}

async function homesOf(kind: PersonKind, id: string): Promise<string[]> {
  const table = kind === "patient" ? patients : staff
  const rows = await asSystem((tx) =>
    tx.select({ organizationId: table.organizationId }).from(table).where(eq(table.id, id)),
  )
  return rows.map(({ organizationId }) => organizationId)
}

/** People may only come in after their organization. */
async function bringOrganization({ organizationId }: BiotPerson): Promise<void> {
  const [known] = await asSystem((tx) =>
    tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.id, organizationId)),
  )
  if (known) return
  for await (const page of organizationPages()) {
    const missing = page.items.filter(({ id }) => id === organizationId)
    await saveOrganizations(missing, Date.now())
  }
}

import "server-only"
import { eq } from "drizzle-orm"
import type { SyncKind } from "@/db/enums"
import { organizations } from "@/db/schema"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem } from "@/lib/auth/unit-of-work"
import { organizationPages } from "@/lib/biot/directory"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import type { Instant } from "@/lib/time"
import { saveOrganizations } from "./organizations"
import { recordFailedSync, type Synced, syncOrganization } from "./sync"

const JOB = "pull-directory"

export type Pulled = Synced & { organizations: number }

/**
 * Brings BioT's organizations and, organization by organization, their people into our tables, a
 * page at a time; what is ours (settings, the zone override) stays. Without `kind`, complete when
 * that is due and else what changed. One organization's failure keeps no other from its turn; the
 * first is thrown at the end.
 */
export async function pullDirectory(options: { now: Instant; kind?: SyncKind }): Promise<Pulled> {
  const { now, kind } = options
  const pulled: Pulled = {
    ...{ organizations: 0, pages: 0, seen: 0, changed: 0, removed: 0, unreadable: 0 },
  }
  try {
    for await (const page of organizationPages()) {
      pulled.organizations += await saveOrganizations(page.items, Date.now())
      pulled.unreadable += page.unreadable
    }
  } catch (error) {
    await eachOrganization((id) => recordFailedSync(contextOf(id), error, now))
    throw error
  }
  const failures: unknown[] = []
  await eachOrganization(async (id) => {
    try {
      const synced = await syncOrganization(contextOf(id), { now, ...(kind ? { kind } : {}) })
      pulled.pages += synced.pages
      pulled.seen += synced.seen
      pulled.changed += synced.changed
      pulled.removed += synced.removed
      pulled.unreadable += synced.unreadable
    } catch (error) {
      log.error({ err: error, organizationId: id }, "an organization's people were not pulled")
      failures.push(error)
    }
  })
  if (failures.length > 0) throw failures[0]
  return pulled
}

const contextOf = (organizationId: string) => mintSystemContext(organizationId, JOB, newId())

async function eachOrganization(work: (id: string) => Promise<unknown>): Promise<void> {
  const active = await asSystem((tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.isActive, true)),
  )
  for (const { id } of active) await work(id)
}

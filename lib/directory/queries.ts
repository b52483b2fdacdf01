import "server-only"
import { desc, eq, sql } from "drizzle-orm"
import { SYNC_KINDS, type SyncKind } from "@/db/enums"
import { directorySyncs } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { type Instant, MINUTE_MS } from "@/lib/time"

/** A pull that made no progress for so long has lost its worker; the next one begins anew. */
const SILENT_MS = 10 * MINUTE_MS

/** Instants in epoch milliseconds, UTC. `error` is a code, null for a pull without one. */
export type DirectorySync = {
  id: string
  kind: SyncKind
  state: "running" | "done" | "failed" | "interrupted"
  startedAt: Instant
  progressedAt: Instant
  finishedAt: Instant | null
  pages: number
  seen: number
  changed: number
  removed: number
  unreadable: number
  error: string | null
}

export type DirectoryProgress = {
  /** The newest pull of each kind; null before the first. */
  complete: DirectorySync | null
  recent: DirectorySync | null
  /** Who is here and not deleted in BioT. */
  people: { patients: number; caregivers: number; organizationUsers: number }
}

/** How far the organization's copy of BioT's people is, for Settings. */
export async function directoryProgress(
  ctx: StaffContext,
  now: Instant,
): Promise<DirectoryProgress> {
  return readAs(ctx, async (tx) => {
    const newest = async (kind: SyncKind) => {
      const [row] = await tx
        .select()
        .from(directorySyncs)
        .where(eq(directorySyncs.kind, kind))
        .orderBy(desc(directorySyncs.startedAt))
        .limit(1)
      return row ? asSync(row, now) : null
    }
    const [complete, recent] = [await newest(SYNC_KINDS[0]), await newest(SYNC_KINDS[1])]
    const { rows } = await tx.execute<DirectoryProgress["people"]>(sql`
      select (select count(*)::int from patients where deleted_at is null) as patients,
             (select count(*)::int from staff
               where deleted_at is null and kind = 'caregiver') as caregivers,
             (select count(*)::int from staff
               where deleted_at is null and kind = 'organization-user') as "organizationUsers"`)
    const [people] = rows
    return {
      complete,
      recent,
      people: people ?? { patients: 0, caregivers: 0, organizationUsers: 0 },
    }
  })
}

function asSync(row: typeof directorySyncs.$inferSelect, now: Instant): DirectorySync {
  const { organizationId: _, ...sync } = row
  return { ...sync, state: stateOf(row, now) }
}

function stateOf(row: typeof directorySyncs.$inferSelect, now: Instant): DirectorySync["state"] {
  if (row.finishedAt !== null) return row.error === null ? "done" : "failed"
  return now - row.progressedAt > SILENT_MS ? "interrupted" : "running"
}

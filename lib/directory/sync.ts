import "server-only"
import { and, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm"
import { PERSON_KINDS, type PersonKind, type SyncKind } from "@/db/enums"
import { directorySyncs } from "@/db/schema"
import type { SystemContext } from "@/lib/auth/context"
import { readAs, writeAs } from "@/lib/auth/unit-of-work"
import { peoplePages } from "@/lib/biot/directory"
import { BiotError } from "@/lib/biot/error"
import { newId } from "@/lib/id"
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"
import { keepPeople } from "./mutations"
import { settlePatients } from "./settle"
import { sweepAbsent, TooManyAbsent } from "./sweep"

/** Everybody again once a day: it finds the deletions that we were not told of. */
const COMPLETE_EVERY_MS = DAY_MS
/** After a complete pull that failed, the changes go on meanwhile. */
const COMPLETE_AGAIN_MS = HOUR_MS / 2
/** Clocks differ, and BioT's search may trail its writes; a change twice seen does no harm. */
const OVERLAP_MS = 10 * MINUTE_MS
const KEPT_MS = 14 * DAY_MS

export type Synced = {
  pages: number
  seen: number
  changed: number
  removed: number
  unreadable: number
}

/**
 * One pull of the organization's people: complete when one is due, else whom BioT changed since the
 * last. Its progress is in `directory_syncs` page by page, and so is its failure, which is thrown.
 */
export async function syncOrganization(
  ctx: SystemContext,
  { now, kind }: { now: Instant; kind?: SyncKind },
): Promise<Synced> {
  const plan = await planSync(ctx, now)
  const chosen = kind ?? plan.kind
  const syncId = await beginSync(ctx, chosen, null)
  try {
    const startedAt = Date.now()
    const since = chosen === "complete" || plan.since === null ? null : plan.since - OVERLAP_MS
    for (const each of PERSON_KINDS) await syncKind(ctx, { kind: each, syncId, since, now })
    if (chosen === "complete") {
      const removed = await sweepAbsent(ctx, { startedAt, now })
      await addRemoved(ctx, syncId, removed)
      await settlePatients(ctx, { patientIds: null, now })
    }
    return await endSync(ctx, syncId, null)
  } catch (error) {
    await endSync(ctx, syncId, codeOf(error)).catch(() => {})
    throw error
  }
}

/** Keeps that a pull could not even begin. */
export async function recordFailedSync(ctx: SystemContext, error: unknown, now: Instant) {
  const { kind } = await planSync(ctx, now)
  await beginSync(ctx, kind, codeOf(error))
}

async function syncKind(
  ctx: SystemContext,
  of: { kind: PersonKind; syncId: string; since: Instant | null; now: Instant },
): Promise<void> {
  const { kind, syncId, since, now } = of
  const { organizationId } = ctx
  const filter = { organizationIds: [organizationId], ...(since ? { modifiedSince: since } : {}) }
  let asOf = Date.now()
  for await (const page of peoplePages(kind, filter)) {
    const people = page.items.filter((person) => person.organizationId === organizationId)
    const unreadable = page.unreadable + page.items.length - people.length
    await keepPeople(ctx, { kind, people, unreadable, syncId, asOf, now })
    asOf = Date.now()
  }
}

async function planSync(
  ctx: SystemContext,
  now: Instant,
): Promise<{ kind: SyncKind; since: Instant | null }> {
  return readAs(ctx, async (tx) => {
    const newest = async (done: boolean, kind?: SyncKind) => {
      const [row] = await tx
        .select({ startedAt: directorySyncs.startedAt })
        .from(directorySyncs)
        .where(
          and(
            kind ? eq(directorySyncs.kind, kind) : undefined,
            done
              ? and(isNotNull(directorySyncs.finishedAt), isNull(directorySyncs.error))
              : undefined,
          ),
        )
        .orderBy(desc(directorySyncs.startedAt))
        .limit(1)
      return row?.startedAt ?? null
    }
    const [since, complete] = [await newest(true), await newest(true, "complete")]
    const tried = await newest(false, "complete")
    if (complete === null || since === null) return { kind: "complete", since: null }
    const isDue = now - complete >= COMPLETE_EVERY_MS
    const isTooSoon = tried !== null && tried > complete && now - tried < COMPLETE_AGAIN_MS
    return { kind: isDue && !isTooSoon ? "complete" : "recent", since }
  })
}

async function beginSync(ctx: SystemContext, kind: SyncKind, error: string | null) {
  const id = newId()
  const at = Date.now()
  return inSync(ctx, id, "directory.pull_began", async (tx) => {
    await tx.delete(directorySyncs).where(lt(directorySyncs.startedAt, at - KEPT_MS))
    await tx.insert(directorySyncs).values({
      ...{ organizationId: ctx.organizationId, id, kind, startedAt: at, progressedAt: at, error },
      finishedAt: error === null ? null : at,
    })
    return id
  })
}

async function addRemoved(ctx: SystemContext, id: string, removed: number) {
  await inSync(ctx, id, "directory.swept", (tx) =>
    tx
      .update(directorySyncs)
      .set({ removed: sql`removed + ${removed}` })
      .where(eq(directorySyncs.id, id)),
  )
}

async function endSync(ctx: SystemContext, id: string, error: string | null): Promise<Synced> {
  const at = Date.now()
  return inSync(ctx, id, "directory.pull_ended", async (tx) => {
    const [row] = await tx
      .update(directorySyncs)
      .set({ finishedAt: at, progressedAt: at, error })
      .where(eq(directorySyncs.id, id))
      .returning()
    if (!row) throw new Error("A pull ended that never began.")
    const { pages, seen, changed, removed, unreadable } = row
    return { pages, seen, changed, removed, unreadable }
  })
}

function inSync<T>(
  ctx: SystemContext,
  id: string,
  verb: string,
  write: (tx: Parameters<Parameters<typeof writeAs>[2]>[0]) => Promise<T>,
): Promise<T> {
  return writeAs(ctx, "directory.sync", async (tx, { audit }) => {
    const result = await write(tx)
    await audit({ verb, subjectKind: "directory_sync", subjectId: id })
    return result
  })
}

/** A code for people to look up, never what the error says. */
function codeOf(error: unknown): string {
  if (error instanceof BiotError) return error.code ?? error.kind
  if (error instanceof TooManyAbsent) return "too_many_absent"
  return "internal"
}

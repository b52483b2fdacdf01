import "server-only"
import { sql } from "drizzle-orm"
import { PERSON_KINDS, type PersonKind } from "@/db/enums"
import type { SystemContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { personById } from "@/lib/biot/directory"
import type { Instant } from "@/lib/time"
import { keepPeople, removePeople } from "./mutations"
import { tableOf } from "./save"

/** So many absent people at once are likelier a lost permission than so many deletions. */
const MOST_ABSENT = 200
const LARGEST_SHARE = 0.1

/** A complete pull lacked more people than a day's deletions explain; nobody was marked. */
export class TooManyAbsent extends Error {
  override readonly name = "TooManyAbsent"
}

/**
 * Whom a complete pull begun at `startedAt` did not bring: each is asked for by id, since a person
 * may slip between two pages, and only who is not there is marked as deleted. Returns how many.
 * Throws `BiotError` and `TooManyAbsent`.
 */
export async function sweepAbsent(
  ctx: SystemContext,
  { startedAt, now }: { startedAt: Instant; now: Instant },
): Promise<number> {
  let removed = 0
  for (const kind of PERSON_KINDS) {
    const { total, absent } = await findAbsent(ctx, kind, startedAt)
    if (absent.length > Math.max(MOST_ABSENT, total * LARGEST_SHARE)) {
      throw new TooManyAbsent(`${absent.length} of ${total} were not in the list.`)
    }
    for (const id of absent) {
      const asOf = Date.now()
      const person = await personById(kind, id)
      const isHere = person?.organizationId === ctx.organizationId
      if (isHere) await keepPeople(ctx, { kind, people: [person], asOf, now })
      else removed += await removePeople(ctx, { kind, ids: [id], asOf, now })
    }
  }
  return removed
}

async function findAbsent(ctx: SystemContext, kind: PersonKind, startedAt: Instant) {
  const table = sql.identifier(tableOf(kind))
  const ofKind = kind === "patient" ? sql`` : sql`and kind = ${kind}`
  return readAs(ctx, async (tx) => {
    const { rows } = await tx.execute<{ total: number; absent: string[] }>(sql`
      select count(*)::int as total, coalesce(json_agg(id)
               filter (where synced_at < ${new Date(startedAt).toISOString()}), '[]') as absent
        from ${table} where deleted_at is null ${ofKind}`)
    return rows[0] ?? { total: 0, absent: [] }
  })
}

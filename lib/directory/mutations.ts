import "server-only"
import { eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { PersonKind } from "@/db/enums"
import { directorySyncs } from "@/db/schema"
import type { PluginContext, SystemContext } from "@/lib/auth/context"
import { readRoleMapping } from "@/lib/auth/role-settings"
import { type AuditEntry, type Work, writeAs } from "@/lib/auth/unit-of-work"
import type { BiotPerson } from "@/lib/biot/directory"
import { lockPatients } from "@/lib/patients/lock"
import { renewSummaries } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { followPatients } from "./follow-zones"
import { type PersonChange, savePeople, tableOf } from "./save"
import { settlePatients } from "./settle"

export type DirectoryContext = PluginContext | SystemContext
type About = { kind: PersonKind; asOf: Instant; now: Instant }
/** Beyond so many at once a page tells browsers that patients changed, not which. */
const TOLD_ONE_BY_ONE = 20
const ZONE_FIELD = "time_zone_attribute"

/**
 * Keeps what BioT said at `asOf` about people of the context's organization, and what follows from
 * it: summaries, doses ahead, queued texts. `syncId` counts it to a pull. Throws `forbidden`.
 */
export async function keepPeople(
  ctx: DirectoryContext,
  of: About & { people: readonly BiotPerson[]; unreadable?: number; syncId?: string },
): Promise<{ changed: number }> {
  const { kind, people, asOf, now } = of
  const changes = await writeAs(ctx, "directory.sync", async (tx, work) => {
    const { organizationId } = ctx
    const roles = await readRoleMapping(tx, "share")
    const ids = kind === "patient" ? people.map(({ id }) => id) : []
    const before = await lockPatients(tx, ids)
    const changed = await savePeople(tx, { organizationId, kind, people, roles, asOf })
    if (of.syncId) await countPage(tx, { ...of, syncId: of.syncId, changed: changed.length })
    await work.audit(
      {
        verb: "directory.page_kept",
        subjectKind: "organization",
        subjectId: organizationId,
        details: { kind, seen: people.length, changed: changed.length },
      },
      ...changed.filter(({ isNew }) => !isNew).map((change) => changeEntry(kind, change)),
    )
    const movedIds = changed.flatMap(({ id, fields }) => (fields.includes(ZONE_FIELD) ? [id] : []))
    if (kind === "patient" && movedIds.length > 0) {
      await followPatients(tx, work, { before, after: await lockPatients(tx, movedIds), now })
    }
    await afterChange(tx, work, { kind, ids: changed.map(({ id }) => id), now })
    return changed
  })
  const patientIds = kind === "patient" ? changes.map(({ id }) => id) : []
  if (patientIds.length > 0) await settlePatients(ctx, { patientIds, now })
  return { changed: changes.length }
}

/**
 * Marks people as deleted who BioT no longer knew at `asOf`: kept with their history, texted no
 * more; staff lose access. Those read later than that stay. Returns how many. Throws `forbidden`.
 */
export async function removePeople(
  ctx: DirectoryContext,
  of: About & { ids: readonly string[] },
): Promise<number> {
  const { kind, ids, asOf, now } = of
  const gone = await writeAs(ctx, "directory.sync", async (tx, work) => {
    const at = new Date(asOf).toISOString()
    const { rows } = await tx.execute<{ id: string }>(sql`
      update ${sql.identifier(tableOf(kind))} set deleted_at = ${at}, synced_at = ${at}
             ${kind === "patient" ? sql`` : sql`, is_enabled = false`}
       where id = any(${sql.param([...ids])}::uuid[]) and deleted_at is null
         and synced_at <= ${at} ${kind === "patient" ? sql`` : sql`and kind = ${kind}`}
      returning id`)
    await work.audit(
      {
        verb: "directory.absence_found",
        subjectKind: "organization",
        subjectId: ctx.organizationId,
        details: { kind, asked: ids.length, removed: rows.length },
      },
      ...rows.map(({ id }) => ({ ...subject(kind, id), verb: `${kind}.deleted_in_biot` })),
    )
    await afterChange(tx, work, { kind, ids: rows.map(({ id }) => id), now })
    return rows.map(({ id }) => id)
  })
  if (kind === "patient" && gone.length > 0) {
    await settlePatients(ctx, { patientIds: gone, now })
  }
  return gone.length
}

async function countPage(
  tx: Transaction,
  of: { syncId: string; people: readonly unknown[]; unreadable?: number; changed: number },
): Promise<void> {
  const { unreadable = 0 } = of
  await tx
    .update(directorySyncs)
    .set({
      pages: sql`pages + 1`,
      seen: sql`seen + ${of.people.length}`,
      changed: sql`changed + ${of.changed}`,
      unreadable: sql`unreadable + ${unreadable}`,
      progressedAt: Date.now(),
    })
    .where(eq(directorySyncs.id, of.syncId))
}

async function afterChange(
  tx: Transaction,
  work: Work,
  { kind, ids, now }: { kind: PersonKind; ids: readonly string[]; now: Instant },
): Promise<void> {
  if (ids.length === 0) return
  if (kind !== "patient") return work.publish("staff")
  await renewSummaries(tx, { patientIds: ids, now })
  if (ids.length > TOLD_ONE_BY_ONE) work.publish("patient")
  else for (const id of ids) work.publish("patient", id)
}

function changeEntry(kind: PersonKind, { id, fields }: PersonChange): AuditEntry {
  return { ...subject(kind, id), verb: `${kind}.changed_in_biot`, details: { fields } }
}

function subject(kind: PersonKind, id: string) {
  const subjectKind = kind === "patient" ? "patient" : "staff"
  return { subjectKind, subjectId: id, patientId: kind === "patient" ? id : null }
}

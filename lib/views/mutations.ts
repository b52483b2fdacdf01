import "server-only"
import { and, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { savedViews } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { viewOf, viewsOf } from "./queries"
import {
  type ChangeView,
  changeViewSchema,
  type DeleteView,
  deleteViewSchema,
  type SaveView,
  saveViewSchema,
} from "./schema"
import { MOST_VIEWS, type SavedView } from "./view"

const TAKEN = "You have a view of this name already. Choose another name."
const GONE = "This view is not there any more. Nothing was changed."

/**
 * Saves a view of the patients list for the person alone; the same `viewId` again changes nothing.
 * Each verb here answers with all of the person's views. Throws `conflict` (the name is taken, or
 * there are 20 already), `forbidden`.
 */
export async function saveView(ctx: StaffContext, input: SaveView): Promise<SavedView[]> {
  const { viewId, name, query } = saveViewSchema.parse(input)
  const { organizationId, staffId } = ctx
  return writeAs(ctx, "views.keep", async (tx, work) => {
    await oneAtATime(tx, staffId)
    const own = await viewsOf(tx, staffId)
    const isRepeated = own.some(({ id }) => id === viewId)
    if (!isRepeated) {
      refuseName(own, { viewId, name })
      if (own.length >= MOST_VIEWS) {
        throw new AppError("conflict", "You have 20 views already. Delete one first.")
      }
      const saved = await tx
        .insert(savedViews)
        .values({ organizationId, id: viewId, staffId, name, query })
        .onConflictDoNothing()
        .returning({ id: savedViews.id })
      if (saved.length === 0) throw new AppError("conflict", "Save this view again.")
    }
    await work.audit(entry(isRepeated ? "view.repeated" : "view.saved", viewId))
    return viewsOf(tx, staffId)
  })
}

/**
 * Renames a view of the person's, gives it other filters, or makes it what the list shows them at
 * first. Throws `not_found`, `conflict` (the name is taken), `forbidden`.
 */
export async function changeView(ctx: StaffContext, input: ChangeView): Promise<SavedView[]> {
  const { viewId, name, query, isDefault } = changeViewSchema.parse(input)
  const { staffId } = ctx
  return writeAs(ctx, "views.keep", async (tx, work) => {
    await oneAtATime(tx, staffId)
    const view = await viewOf(tx, { staffId, viewId })
    if (!view) throw new AppError("not_found", GONE)
    if (name !== undefined) refuseName(await viewsOf(tx, staffId), { viewId, name })
    if (isDefault) {
      await tx
        .update(savedViews)
        .set({ isDefault: false })
        .where(and(eq(savedViews.staffId, staffId), eq(savedViews.isDefault, true)))
    }
    const changed = {
      name: name ?? view.name,
      query: query ?? view.query,
      isDefault: isDefault ?? view.isDefault,
    }
    await tx.update(savedViews).set(changed).where(eq(savedViews.id, viewId))
    const parts = { name, query, isDefault }
    const fields = Object.entries(parts).flatMap(([part, value]) =>
      value === undefined ? [] : [part],
    )
    await work.audit({ ...entry("view.changed", viewId), details: { fields } })
    return viewsOf(tx, staffId)
  })
}

/** Deletes a view of the person's. Throws `not_found`, `forbidden`. */
export async function deleteView(ctx: StaffContext, input: DeleteView): Promise<SavedView[]> {
  const { viewId } = deleteViewSchema.parse(input)
  const { staffId } = ctx
  return writeAs(ctx, "views.keep", async (tx, work) => {
    await oneAtATime(tx, staffId)
    const gone = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, viewId), eq(savedViews.staffId, staffId)))
      .returning({ id: savedViews.id })
    if (gone.length === 0) throw new AppError("not_found", GONE)
    await work.audit(entry("view.deleted", viewId))
    return viewsOf(tx, staffId)
  })
}

const entry = (verb: string, viewId: string) => ({
  ...{ verb, subjectKind: "view", subjectId: viewId },
})

/** Two windows of one person must not both find a name free, or both be the twentieth. */
async function oneAtATime(tx: Transaction, staffId: string): Promise<void> {
  await tx.execute(sql`select 1 from staff where id = ${staffId} for no key update`)
}

function refuseName(
  own: readonly SavedView[],
  { viewId, name }: { viewId: string; name: string },
): void {
  const isTaken = own.some(
    (view) => view.id !== viewId && view.name.toLowerCase() === name.toLowerCase(),
  )
  if (isTaken) throw new AppError("conflict", TAKEN, { field: "name" })
}

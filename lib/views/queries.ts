import "server-only"
import { and, asc, eq } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { savedViews } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { NARROWED_BY } from "@/lib/patients/listing"
import { listQuerySchema } from "@/lib/patients/schema"
import type { SavedView } from "./view"

/** The person's own views, in the order in which they were saved. */
export function savedViewsOf(ctx: StaffContext): Promise<SavedView[]> {
  return readAs(ctx, (tx) => viewsOf(tx, ctx.staffId))
}

export async function viewsOf(tx: Transaction, staffId: string): Promise<SavedView[]> {
  const rows = await tx
    .select()
    .from(savedViews)
    .where(eq(savedViews.staffId, staffId))
    .orderBy(asc(savedViews.savedAt), asc(savedViews.id))
  return rows.map(({ id, name, query, isDefault }) => ({
    ...{ id, name, isDefault },
    query: listQuerySchema.parse(known(query)),
  }))
}

/** The person's own view; undefined: no such one of theirs. */
export async function viewOf(tx: Transaction, of: { staffId: string; viewId: string }) {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, of.viewId), eq(savedViews.staffId, of.staffId)))
  return row
}

/** A filter of an older version that is not known any more narrows nothing. */
function known(query: unknown): unknown {
  if (typeof query !== "object" || query === null) return {}
  const fields = listQuerySchema.shape
  return Object.fromEntries(
    Object.entries(query).filter(([name, value]) => {
      const kind = [...NARROWED_BY, "attention", "sort"].find((each) => each === name)
      return kind && fields[kind as keyof typeof fields].safeParse(value).success
    }),
  )
}

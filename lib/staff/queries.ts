import "server-only"
import { count, eq, ne } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, staff, tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { waitingInReview } from "@/lib/review/queries"
import type { Instant } from "@/lib/time"
import type { TabCounts } from "./tab-counts"

/** What the frame around every page shows: who is here, where, and how much waits. */
export async function frameFor(ctx: StaffContext, now: Instant) {
  return readAs(ctx, async (tx) => {
    const [organization] = await tx.select({ name: organizations.name }).from(organizations)
    const [person] = await tx
      .select({ firstName: staff.firstName, lastName: staff.lastName })
      .from(staff)
      .where(eq(staff.id, ctx.staffId))
    return {
      organization: organization?.name ?? "Organization",
      person: [person?.firstName, person?.lastName].filter(Boolean).join(" ") || "Signed in",
      counts: await countsOf(tx, ctx, now),
    }
  })
}

/** The counts on the tabs, for a role's eyes. */
export async function tabCounts(ctx: StaffContext, now: Instant): Promise<TabCounts> {
  return readAs(ctx, (tx) => countsOf(tx, ctx, now))
}

async function countsOf(tx: Transaction, ctx: StaffContext, now: Instant): Promise<TabCounts> {
  const [urgent] = await tx.select({ n: count() }).from(tasks).where(ne(tasks.state, "closed"))
  return { today: urgent?.n ?? 0, review: await waitingInReview(tx, ctx, now) }
}

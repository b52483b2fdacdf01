import "server-only"
import { count, eq, inArray, ne } from "drizzle-orm"
import { organizations, replies, staff, tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"

/** What the frame around every page shows: who is here, where, and how much waits in Review. */
export async function frameFor(ctx: StaffContext) {
  return readAs(ctx, async (tx) => {
    const [organization] = await tx
      .select({ name: organizations.name, timeZone: organizations.timeZone })
      .from(organizations)
    const [person] = await tx
      .select({ firstName: staff.firstName, lastName: staff.lastName })
      .from(staff)
      .where(eq(staff.id, ctx.staffId))
    const states = ["review", "unmatched", "failed"] as const
    const visible = ctx.role === "admin" ? [...states, "quarantined" as const] : [...states]
    const [waiting] = await tx
      .select({ n: count() })
      .from(replies)
      .where(inArray(replies.state, visible))
    const [urgent] = await tx.select({ n: count() }).from(tasks).where(ne(tasks.state, "closed"))
    return {
      organization: organization?.name ?? "Organization",
      timeZone: organization?.timeZone ?? "UTC",
      person: [person?.firstName, person?.lastName].filter(Boolean).join(" ") || "Signed in",
      waiting: waiting?.n ?? 0,
      urgent: urgent?.n ?? 0,
    }
  })
}

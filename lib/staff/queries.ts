import "server-only"
import { sql } from "drizzle-orm"
import { organizations, staff, tasks } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { waitingInReview } from "@/lib/review/queries"
import type { Instant } from "@/lib/time"
import type { TabCounts } from "./tab-counts"

type FrameRow = { organization: string | null; person: string | null; counts: TabCounts }

/** What the frame around every page shows: who is here, where, and how much waits. */
export async function frameFor(ctx: StaffContext, now: Instant) {
  const { rows } = await readAs(ctx, (tx) =>
    tx.execute<FrameRow>(sql`
      select (select name from ${organizations}) as organization,
        (select nullif(concat_ws(' ', first_name, last_name), '') from ${staff}
          where id = ${ctx.staffId}) as person,
        ${countsOf(ctx, now)} as counts`),
  )
  const [frame] = rows
  return {
    organization: frame?.organization ?? "Organization",
    person: frame?.person ?? "Signed in",
    counts: frame?.counts ?? { today: 0, review: 0 },
  }
}

/** The counts on the tabs, for a role's eyes. */
export async function tabCounts(ctx: StaffContext, now: Instant): Promise<TabCounts> {
  const { rows } = await readAs(ctx, (tx) =>
    tx.execute<{ counts: TabCounts }>(sql`select ${countsOf(ctx, now)} as counts`),
  )
  return rows[0]?.counts ?? { today: 0, review: 0 }
}

function countsOf(ctx: StaffContext, now: Instant) {
  const urgent = sql`(select count(*) from ${tasks} where kind = 'safety' and state <> 'closed')`
  return sql`json_build_object('today', ${urgent}, 'review', ${waitingInReview(ctx, now)})`
}

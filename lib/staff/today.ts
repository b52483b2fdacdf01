import "server-only"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readNamesAs } from "@/lib/patients/audited-read"
import { safetyBoardOf } from "@/lib/tasks/safety-queries"
import type { Instant } from "@/lib/time"
import { biotHealth, settingsProblems } from "./today-admin"
import { conversations } from "./today-conversations"
import { followUps } from "./today-follow-ups"
import type { Today, TodaySection } from "./today-lines"
import { attention, dueNow, reviewCounts, troubledSends } from "./today-queries"

const SHOWN = 8
/** Of the section that stands alone. */
const MOST_SHOWN = 200

/**
 * What needs this person now, by role; safety first for everybody. With `alone` one section, with
 * all that it has. Leaves an audit entry. Source: design 1-product, Today.
 */
export async function todayFor(
  ctx: StaffContext,
  now: Instant,
  alone: "due" | null = null,
): Promise<Today> {
  const { role, staffId } = ctx
  const today = await readNamesAs(ctx, async (tx) => {
    const [organization] = await tx.select({ zone: organizations.timeZone }).from(organizations)
    return {
      ...{ now, role, staffId, zone: organization?.zone ?? "UTC" },
      safety: await safetyBoardOf(tx, ctx, now),
      sections: alone ? [await dueNow(tx, now, MOST_SHOWN)] : await sectionsOf(tx, ctx, now),
    }
  })
  if (role !== "admin" || alone) return today
  const [review, ...others] = today.sections
  const sections = [...(review ? [review] : []), await biotHealth(ctx, now), ...others]
  return { ...today, sections }
}

async function sectionsOf(
  tx: Transaction,
  { role, staffId }: StaffContext,
  now: Instant,
): Promise<TodaySection[]> {
  if (role === "admin") return [await reviewCounts(tx, now), await settingsProblems(tx)]
  const followUp = await followUps(tx, { staffId, now, most: SHOWN })
  const talk = await conversations(tx, staffId, SHOWN)
  if (role === "clinician") return [await attention(tx, SHOWN), followUp, talk]
  return [await dueNow(tx, now, SHOWN), followUp, talk, await troubledSends(tx, now, SHOWN)]
}

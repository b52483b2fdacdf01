import "server-only"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { checkHealth } from "@/lib/health/check"
import type { Instant } from "@/lib/time"
import type { Today, TodaySection } from "./today-lines"
import {
  attention,
  conversations,
  dueNow,
  reviewCounts,
  safetyTasks,
  troubledSends,
} from "./today-queries"

/** What needs this person now, by role; safety first for everybody. */
export async function todayFor(ctx: StaffContext, now: Instant): Promise<Today> {
  const today = await readAs(ctx, async (tx) => {
    const [organization] = await tx.select({ zone: organizations.timeZone }).from(organizations)
    return {
      now,
      zone: organization?.zone ?? "UTC",
      safety: await safetyTasks(tx),
      sections: await sectionsOf(tx, ctx, now),
    }
  })
  if (ctx.role !== "admin") return today
  return { ...today, sections: [...today.sections, await biotHealth(now)] }
}

async function sectionsOf(
  tx: Transaction,
  { role }: StaffContext,
  now: Instant,
): Promise<TodaySection[]> {
  if (role === "clinician") return [await attention(tx), await conversations(tx)]
  if (role === "coordinator") {
    return [await dueNow(tx, now), await conversations(tx), await troubledSends(tx, now)]
  }
  return [await reviewCounts(tx), await troubledSends(tx, now), await attention(tx)]
}

async function biotHealth(now: Instant): Promise<TodaySection> {
  const { biot } = await checkHealth(now)
  const isDown = biot !== "ok"
  return {
    key: "biot",
    title: "BioT connection",
    total: 0,
    all: null,
    empty: "",
    lines: [
      {
        key: "biot",
        href: "/messages",
        title: isDown ? "BioT does not answer" : "BioT answers",
        detail: isDown
          ? "Nothing is sent until it does. What is queued waits, and replies are not lost."
          : "Reminders go out and replies come in.",
        at: null,
        tone: isDown ? "danger" : "normal",
      },
    ],
  }
}

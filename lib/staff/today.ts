import "server-only"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { repliesHaveStopped } from "@/lib/connection/activity"
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
  return { ...today, sections: [...today.sections, await biotHealth(ctx, now)] }
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

async function biotHealth(ctx: StaffContext, now: Instant): Promise<TodaySection> {
  const { biot } = await checkHealth(now)
  const stopped = biot === "ok" && (await repliesHaveStopped(ctx, now))
  const line = biot !== "ok" ? DOWN : stopped ? SILENT : WELL
  return {
    key: "biot",
    title: "BioT connection",
    total: stopped ? 1 : 0,
    all: { href: "/settings/connection", label: "Open the connection" },
    empty: "",
    lines: [{ ...line, key: "biot", href: "/settings/connection", at: null }],
  }
}

const DOWN = {
  title: "BioT does not answer",
  detail: "Nothing is sent until it does. What is queued waits, and replies are not lost.",
  tone: "danger",
} as const
const SILENT = {
  title: "Replies have stopped coming",
  detail: "Reminders go out and nobody answers, which chance does not explain.",
  tone: "danger",
} as const
const WELL = {
  title: "BioT answers",
  detail: "Reminders go out and replies come in.",
  tone: "normal",
} as const

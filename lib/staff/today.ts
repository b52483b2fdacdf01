import "server-only"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { repliesStanding } from "@/lib/connection/activity"
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
  const { lastReplyAt, hasStopped } = await repliesStanding(ctx, now)
  const isDown = biot !== "ok"
  const line = isDown ? DOWN : hasStopped ? SILENT : lastReplyAt === null ? UNTRIED : WELL
  return {
    key: "biot",
    title: "BioT connection",
    total: isDown || hasStopped ? 1 : 0,
    all: { href: "/settings/connection", label: "Open the connection" },
    empty: "",
    lines: [
      { ...line, key: "biot", href: "/settings/connection", at: isDown ? null : lastReplyAt },
    ],
  }
}

const DOWN = {
  title: "BioT does not answer",
  detail: "Nothing is sent until it does. What is queued waits.",
  tone: "danger",
} as const
const SILENT = {
  title: "Replies have stopped coming",
  detail: "Reminders go out and nobody answers, which chance does not explain.",
  tone: "danger",
} as const
const UNTRIED = {
  title: "No reply has come yet",
  detail: "BioT answers. The connection says whether replies can come in.",
  tone: "normal",
} as const
const WELL = { title: "BioT answers", detail: "The last reply came", tone: "normal" } as const

import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import { repliesStanding } from "@/lib/connection/activity"
import { checkHealth } from "@/lib/health/check"
import { sendingSettings } from "@/lib/messages/sending-settings"
import type { Instant } from "@/lib/time"
import { SETTINGS_PROBLEMS, type SectionOf } from "./today-lines"

/** How the portal stands with BioT; asked outside of any transaction. */
export async function biotHealth(ctx: StaffContext, now: Instant): Promise<SectionOf<"biot">> {
  const { biot } = await checkHealth(now)
  const { lastReplyAt, hasStopped } = await repliesStanding(ctx, now)
  const isDown = biot !== "ok"
  const calm = lastReplyAt === null ? ("untried" as const) : ("well" as const)
  const standing = isDown ? "down" : hasStopped ? "silent" : calm
  return {
    key: "biot",
    total: isDown || hasStopped ? 1 : 0,
    lines: [{ standing, lastReplyAt: isDown ? null : lastReplyAt }],
  }
}

type Facts = { settings: unknown; senders: number; numbers: number; pullError: string | null }

/** What an admin left open in Settings, or what stopped there; the worst first. */
export async function settingsProblems(tx: Transaction): Promise<SectionOf<"settings">> {
  const { rows } = await tx.execute<Facts>(sql`
    select o.settings,
      (select count(*)::int from staff where role in ('coordinator', 'admin') and is_enabled
         and deleted_at is null) as senders,
      (select count(*)::int from static_numbers
        where entered_at is not null or replies > 0) as numbers,
      (select error from directory_syncs order by started_at desc limit 1) as "pullError"
    from organizations o`)
  const [facts] = rows
  const holds: Record<(typeof SETTINGS_PROBLEMS)[number], boolean> = {
    no_sender: facts?.senders === 0,
    schedule_off: !sendingSettings(facts?.settings).schedule.isOn,
    pull_failed: (facts?.pullError ?? null) !== null,
    no_static_number: facts?.numbers === 0,
  }
  const lines = SETTINGS_PROBLEMS.filter((problem) => holds[problem])
  return { key: "settings", total: lines.length, lines: lines.map((problem) => ({ problem })) }
}

import "server-only"
import type { TaskList } from "graphile-worker"
import { endStaleSessions } from "@/lib/auth/end-stale-sessions"
import { renewSessions } from "@/lib/auth/renew-sessions"
import { watchKeys } from "@/lib/connection/keys"
import { pullDirectory } from "@/lib/directory/pull"
import { closeWindows } from "@/lib/doses/close"
import { log } from "@/lib/log"
import { expireQueued, giveUpStale } from "@/lib/messages/tend"
import { materializeAll } from "@/lib/regimens/materialize"
import { answerLeftBehind } from "@/lib/replies/answer-safety"
import { attributeCalls } from "@/lib/replies/attribute"
import { retryReceived } from "@/lib/replies/mutations"
import { renewReports } from "@/lib/reports/renew-reports"
import { nudgeSilent } from "@/lib/schedule/nudge"
import { remindDue } from "@/lib/schedule/remind"
import { recountStaticNumbers } from "@/lib/static-numbers/learn"
import { escalateSafety } from "@/lib/tasks/escalate"
import { openFollowUps } from "@/lib/tasks/open-follow-ups"
import { MINUTE_MS } from "@/lib/time"
import { renewAllSummaries, renewByChangedRules, renewStaleSummaries } from "./renew-summaries"

/** Whose figures changed in so long is looked at each minute; everybody at each start and hour. */
const FOLLOWED_MS = 10 * MINUTE_MS

/** The periodic work. Each may run at any time, on any worker, twice or not at all for a while. */
export const TASKS: TaskList = {
  "remind-due": () => timed("remind-due", () => remindDue(Date.now())),
  "nudge-silent": () => timed("nudge-silent", () => nudgeSilent(Date.now())),
  "close-windows": () => timed("close-windows", () => closeWindows(Date.now())),
  "follow-up": () => timed("follow-up", () => openFollowUps(Date.now(), Date.now() - FOLLOWED_MS)),
  "follow-up-all": () => timed("follow-up-all", () => openFollowUps(Date.now(), null)),
  "materialize-doses": () => timed("materialize-doses", () => materializeAll(Date.now())),
  "tend-queue": () =>
    timed(
      "tend-queue",
      async () => (await giveUpStale(Date.now())) + (await expireQueued(Date.now())),
    ),
  "retry-replies": () => timed("retry-replies", () => retryReceived()),
  "answer-safety": () => timed("answer-safety", () => answerLeftBehind(Date.now())),
  "escalate-safety": () => timed("escalate-safety", () => escalateSafety(Date.now())),
  "renew-sessions": () => timed("renew-sessions", () => renewSessions(Date.now())),
  "end-sessions": () => timed("end-sessions", () => endStaleSessions(Date.now())),
  "renew-summaries": () => timed("renew-summaries", () => renewAllSummaries(Date.now())),
  "catch-up-summaries": () => timed("catch-up-summaries", () => renewStaleSummaries(Date.now())),
  "renew-reports": () => timed("renew-reports", () => renewReports(Date.now())),
  "follow-attention": () => timed("follow-attention", () => renewByChangedRules(Date.now())),
  "recount-static-numbers": () => timed("recount-static-numbers", () => recountStaticNumbers()),
  "pull-directory": () => timed("pull-directory", pull),
  "watch-keys": () => timed("watch-keys", () => watchKeys(Date.now())),
}

/** When each runs, in UTC; `?jobKey` keeps a slow one from piling up behind itself. */
export const CRONTAB = [
  "* * * * * remind-due ?jobKey=remind-due&max=3",
  "* * * * * nudge-silent ?jobKey=nudge-silent&max=3",
  "* * * * * close-windows ?jobKey=close-windows&max=3",
  "* * * * * follow-up ?jobKey=follow-up&max=3",
  "* * * * * tend-queue ?jobKey=tend-queue&max=3",
  "* * * * * retry-replies ?jobKey=retry-replies&max=3",
  "* * * * * answer-safety ?jobKey=answer-safety&max=3",
  "* * * * * escalate-safety ?jobKey=escalate-safety&max=3",
  "* * * * * renew-reports ?jobKey=renew-reports&max=1",
  "* * * * * follow-attention ?jobKey=follow-attention&max=3",
  "* * * * * renew-sessions ?jobKey=renew-sessions&max=1",
  "*/5 * * * * end-sessions ?jobKey=end-sessions&max=1",
  "*/2 * * * * pull-directory ?jobKey=pull-directory&max=1",
  "*/5 * * * * watch-keys ?jobKey=watch-keys&max=1",
  "37 * * * * follow-up-all ?jobKey=follow-up-all&max=3",
  "7 * * * * materialize-doses ?jobKey=materialize-doses&max=5",
  "11 3 * * * recount-static-numbers ?jobKey=recount-static-numbers&max=5",
  "23 3 * * * renew-summaries ?jobKey=renew-summaries&max=5",
  "53 5 * * * catch-up-summaries ?jobKey=catch-up-summaries&max=5",
].join("\n")

/** Run once when a worker starts, in this order where one needs the other. */
export const AT_START = [
  "pull-directory",
  "watch-keys",
  "renew-sessions",
  "tend-queue",
  "retry-replies",
  "answer-safety",
  "escalate-safety",
  "materialize-doses",
  "remind-due",
  "nudge-silent",
  "close-windows",
  "follow-up-all",
  "recount-static-numbers",
  "catch-up-summaries",
] as const

/** The worker keeps nothing of it: when the last pull began stands in the database. */
async function pull(): Promise<number> {
  const pulled = await pullDirectory({ now: Date.now() })
  await attributeCalls()
  return pulled.changed
}

async function timed(task: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = Date.now()
  const result = await work()
  log.info({ task, result, ms: Date.now() - startedAt }, "job done")
}

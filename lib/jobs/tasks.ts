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
import { attributeCalls } from "@/lib/replies/attribute"
import { retryReceived } from "@/lib/replies/mutations"
import { recountStaticNumbers } from "@/lib/static-numbers/learn"
import { renewAllSummaries, renewStaleSummaries } from "./renew-summaries"

/** The periodic work. Each may run at any time, on any worker, twice or not at all for a while. */
export const TASKS: TaskList = {
  "close-windows": () => timed("close-windows", () => closeWindows(Date.now())),
  "materialize-doses": () => timed("materialize-doses", () => materializeAll(Date.now())),
  "tend-queue": () =>
    timed(
      "tend-queue",
      async () => (await giveUpStale(Date.now())) + (await expireQueued(Date.now())),
    ),
  "retry-replies": () => timed("retry-replies", () => retryReceived()),
  "renew-sessions": () => timed("renew-sessions", () => renewSessions(Date.now())),
  "end-sessions": () => timed("end-sessions", () => endStaleSessions(Date.now())),
  "renew-summaries": () => timed("renew-summaries", () => renewAllSummaries(Date.now())),
  "catch-up-summaries": () => timed("catch-up-summaries", () => renewStaleSummaries(Date.now())),
  "recount-static-numbers": () => timed("recount-static-numbers", () => recountStaticNumbers()),
  "pull-directory": () => timed("pull-directory", pull),
  "watch-keys": () => timed("watch-keys", () => watchKeys(Date.now())),
}

/** When each runs, in UTC; `?jobKey` keeps a slow one from piling up behind itself. */
export const CRONTAB = [
  "* * * * * close-windows ?jobKey=close-windows&max=3",
  "* * * * * tend-queue ?jobKey=tend-queue&max=3",
  "* * * * * retry-replies ?jobKey=retry-replies&max=3",
  "* * * * * renew-sessions ?jobKey=renew-sessions&max=1",
  "*/5 * * * * end-sessions ?jobKey=end-sessions&max=1",
  "*/2 * * * * pull-directory ?jobKey=pull-directory&max=1",
  "*/5 * * * * watch-keys ?jobKey=watch-keys&max=1",
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
  "materialize-doses",
  "close-windows",
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

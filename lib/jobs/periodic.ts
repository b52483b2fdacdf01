import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import { Logger, type Runner, run } from "graphile-worker"
import { log } from "@/lib/log"
import { SECOND_MS } from "@/lib/time"
import { AT_START, CRONTAB, TASKS } from "./tasks"

const CONCURRENCY = 2
const AGAIN_MS = 3 * SECOND_MS

/**
 * Runs the periodic work on graphile-worker, in its own schema, which it makes and migrates under
 * the role of `url`, the owner. Begins again by itself when the database was away.
 */
export function startPeriodic(url: string): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  let runner: Runner | null = null
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        runner = await begin(url)
        if (stopping.signal.aborted) await runner.stop()
        await runner.promise
      } catch (error) {
        log.error({ err: error }, "the periodic work is interrupted")
      }
      runner = null
      await sleep(AGAIN_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await runner?.stop().catch(() => {})
      await loop
    },
  }
}

async function begin(url: string): Promise<Runner> {
  const runner = await run({
    connectionString: url,
    taskList: TASKS,
    crontab: CRONTAB,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: quietLogger(),
  })
  for (const task of AT_START) {
    await runner.addJob(task, {}, { jobKey: `${task}-at-start`, maxAttempts: 3 })
  }
  log.info("the periodic work runs")
  return runner
}

/** Its own sentences quote the errors, and those of Postgres quote rows: only codes go on. */
function quietLogger(): Logger {
  return new Logger(() => (level, _message, meta) => {
    const fields = { err: meta?.error ?? meta?.reason }
    if (level === "error") log.error(fields, "graphile-worker reports an error")
    else if (level === "warning") log.warn(fields, "graphile-worker warns")
  })
}

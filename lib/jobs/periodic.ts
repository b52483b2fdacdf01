import "server-only"
import { Logger, run } from "graphile-worker"
import { log } from "@/lib/log"
import { AT_START, CRONTAB, TASKS } from "./tasks"

const CONCURRENCY = 2

/**
 * Runs the periodic work on graphile-worker, in its own schema, which it makes and migrates under
 * the role of `url`, the owner.
 */
export async function startPeriodic(url: string): Promise<{ stop: () => Promise<void> }> {
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
  return { stop: () => runner.stop() }
}

/** Its words go to our log; a job's payload holds nothing, so neither do they. */
function quietLogger(): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") log.error({ err: meta?.error }, message)
    else if (level === "warning") log.warn(message)
    else log.debug(message)
  })
}

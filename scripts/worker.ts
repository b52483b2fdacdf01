import { database } from "@/db/client"
import { env } from "@/lib/env"
import { startPeriodic } from "@/lib/jobs/periodic"
import { startQueue } from "@/lib/jobs/queue"
import { flush } from "@/lib/live/publish"
import { log } from "@/lib/log"

const { DATABASE_URL } = env()
let isStopping = false
const queue = startQueue(DATABASE_URL)
const periodic = startPeriodic(DATABASE_URL)

/** Ends in order: claim nothing more, wait for what is on its way, say the last live events. */
async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  await Promise.allSettled([queue.stop(), periodic.then((runner) => runner.stop())])
  await flush()
  await database().$client.end()
  process.exit(code)
}
process.on("SIGTERM", () => stop(0))
process.on("SIGINT", () => stop(0))

periodic.then(
  () => log.info("the worker runs"),
  (error) => {
    log.error({ err: error }, "the periodic work could not start")
    return stop(1)
  },
)

import { database } from "@/db/client"
import { env } from "@/lib/env"
import { startPeriodic } from "@/lib/jobs/periodic"
import { startQueue } from "@/lib/jobs/queue"
import { flush } from "@/lib/live/publish"
import { log } from "@/lib/log"
import { setPace } from "@/lib/messages/pace"

// graphile-worker leaves a rejection unhandled when Postgres ends under a job; the sends that are
// on their way must not end with it.
process.on("unhandledRejection", (error) => log.error({ err: error }, "an unhandled rejection"))

const { DATABASE_URL, BIOT_SMS_PER_SECOND } = env()
if (BIOT_SMS_PER_SECOND !== undefined) {
  void setPace(BIOT_SMS_PER_SECOND).catch((error) =>
    log.error({ err: error }, "BIOT_SMS_PER_SECOND could not be kept; the pace stays as it was"),
  )
}
const queue = startQueue(DATABASE_URL)
const periodic = startPeriodic(DATABASE_URL)

let isStopping = false
/** Ends in order: claim nothing more, wait for what is on its way, say the last live events. */
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await Promise.allSettled([queue.stop(), periodic.stop()])
  await flush()
  await database().$client.end()
  process.exit(0)
}
process.on("SIGTERM", stop)
process.on("SIGINT", stop)

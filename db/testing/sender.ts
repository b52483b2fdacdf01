import { database } from "@/db/client"
import { startQueue } from "@/lib/jobs/queue"
import { flush } from "@/lib/live/publish"

/**
 * The sending half of `scripts/worker.ts` as a process of its own: it says when it has begun, and
 * ends as the worker does.
 */
const queue = startQueue(process.env.DATABASE_URL ?? "")
process.stdout.write("sending\n")

process.on("SIGTERM", async () => {
  await queue.stop()
  await flush()
  await database().$client.end()
  process.exit(0)
})
// Whoever started it has died.
process.on("disconnect", () => process.exit(0))

import "server-only"
import { database } from "@/db/client"

export const QUEUE_CHANNEL = "doseline_queue"

/** Tells the workers, after a commit, that something is queued; a lost call costs one idle wait. */
export async function wakeQueue(): Promise<void> {
  try {
    await database().$client.query("SELECT pg_notify($1, '')", [QUEUE_CHANNEL])
  } catch {
    // The message is committed; a worker looks by itself every few seconds.
  }
}

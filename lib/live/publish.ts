import "server-only"
import { database } from "@/db/client"

/**
 * What changed, by ids alone; browsers refetch what they show of it. `staff` is for the server
 * itself: somebody's role or session changed, and every open stream asks whether it may go on.
 */
export type LiveEvent = {
  organizationId: string
  topic: "patient" | "messages" | "review" | "tasks" | "staff"
  patientId: string | null
}

export const LIVE_CHANNEL = "doseline_live"
const GATHER_MS = 15
let waiting = new Map<string, LiveEvent>()
let timer: NodeJS.Timeout | undefined

/**
 * Tells every viewer after a commit. Gathered for a moment and sent outside the transactions that
 * caused it: NOTIFY inside them would make their commits wait for each other.
 */
export function publish(events: readonly LiveEvent[]): void {
  for (const event of events) waiting.set(JSON.stringify(event), event)
  if (waiting.size > 0) timer ??= setTimeout(flush, GATHER_MS)
}

/** Sends what is waiting; a worker that ends calls it last. A lost event costs one polling interval. */
export async function flush(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = undefined
  const payloads = [...waiting.keys()]
  waiting = new Map()
  if (payloads.length === 0) return
  try {
    await database().$client.query("SELECT pg_notify($1, p) FROM unnest($2::text[]) AS p", [
      LIVE_CHANNEL,
      payloads,
    ])
  } catch {
    // The change itself is committed; browsers poll when live events stay away.
  }
}

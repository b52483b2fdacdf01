import "server-only"
import { database } from "@/db/client"

/** Who of the staff looks at an item of Review or a patient's conversation, or no longer does. */
export type LivePresence = {
  itemId: string
  staffId: string
  name: string
  isLooking: boolean
  /** Writes a text there; what it says is told to nobody. */
  isWriting?: boolean
}

/**
 * What changed, by ids alone; browsers refetch what they show of it. `staff` is for the server
 * too: somebody's role or session changed, and every open stream asks whether it may go on.
 * `presence` changes nothing: it is told as it is, and forgotten.
 */
export type LiveEvent =
  | {
      organizationId: string
      topic: "patient" | "messages" | "review" | "tasks" | "staff" | "settings"
      patientId: string | null
    }
  | { organizationId: string; topic: "presence"; patientId: null; presence: LivePresence }

export const LIVE_CHANNEL = "doseline_live"
const GATHER_MS = 15
let waiting = new Set<string>()
let timer: NodeJS.Timeout | undefined

/**
 * Tells every viewer after a commit. Gathered for a moment and sent outside the transactions that
 * caused it: NOTIFY inside them would make their commits wait for each other.
 */
export function publish(events: readonly LiveEvent[]): void {
  for (const event of events) {
    const payload = JSON.stringify(event)
    // Told again it is told last: who looked, left and came back is there.
    waiting.delete(payload)
    waiting.add(payload)
  }
  if (waiting.size > 0) timer ??= setTimeout(flush, GATHER_MS)
}

/** Sends what is waiting; a worker that ends calls it last. A lost event costs one polling interval. */
export async function flush(): Promise<void> {
  if (timer) clearTimeout(timer)
  timer = undefined
  const payloads = [...waiting]
  waiting = new Set()
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

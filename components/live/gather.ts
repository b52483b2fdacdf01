import { SECOND_MS } from "@/lib/time"

const GATHER_MS = SECOND_MS / 4
/** What one step changes is told in several events. */
const ONE_STEP_MS = 25

/** Keys of queries: every live read's key starts with one of these. */
type QueryKey = readonly string[]
export type Change = { topic: string; patientId: string | null }

type Gathering = {
  /** Reads anew what is on the screen under these keys. */
  renew: (keys: QueryKey[]) => void
  /** Whether anybody can see the page. */
  isSeen: () => boolean
}

/**
 * Renews at once after a quiet moment, then gathers, so that many changes a second make few reads;
 * while nobody sees the page it waits until somebody does: fifty tabs in the background ask for
 * nothing.
 */
export function gatherChanges({ renew, isSeen }: Gathering) {
  let stale = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let renewedAt = 0
  const flush = () => {
    timer = undefined
    if (stale.size === 0 || !isSeen()) return
    renewedAt = Date.now()
    const keys = [...stale.values()]
    stale = new Map()
    renew(keys)
  }
  return {
    add: (change: Change) => {
      for (const key of keysOf(change)) stale.set(key.join(), key)
      timer ??= setTimeout(flush, Math.max(ONE_STEP_MS, renewedAt + GATHER_MS - Date.now()))
    },
    /** To be called when the page comes into sight. */
    onSeen: flush,
    stop: () => clearTimeout(timer),
  }
}

/** The query keys that a change makes stale. */
export function keysOf({ topic, patientId }: Change): QueryKey[] {
  const patient = patientId ? [["patient", patientId]] : []
  if (topic === "staff") return [["settings"]]
  // Templates and quiet hours are settings, and a composer shows what they do.
  if (topic === "settings") return [["settings"], ["composer"], ["connection"]]
  if (topic === "patient") return [...patient, ["patients"], ["today"]]
  // Failed and unknown sends wait in Review.
  if (topic === "messages") return [...patient, ["messages"], ["review"], ["today"]]
  return [...patient, ["review"], ["today"]]
}

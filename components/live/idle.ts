import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

const WARN_AFTER_MS = 13 * MINUTE_MS
const END_AFTER_MS = 15 * MINUTE_MS
const TELL_EVERY_MS = MINUTE_MS
const SHARE_EVERY_MS = SECOND_MS

/** What the tabs of one browser say to each other: when somebody last moved or typed, no more. */
export type Shared = { activeAt: Instant; asks: boolean }

type Watching = {
  /** Tells the other tabs. */
  share: (shared: Shared) => void
  /** Tells the server that somebody is here; false: the session is over. */
  tell: () => Promise<boolean>
  onWarning: (isWarning: boolean) => void
  onEnd: (ended: "idle" | "access") => void
}

/**
 * Knows how long nobody was here, in this tab or another one of the browser. Before it ends it asks
 * the others, for a tab that the browser had put to sleep has heard nothing.
 */
export function watchIdle({ share, tell, onWarning, onEnd }: Watching, opened: Instant) {
  let [active, told, shared] = [opened, opened, 0]
  let hasAsked = false
  let isTold = true
  /** After a sleep the server has to say first whether there is still a session. */
  let isSure = true
  const shareActivity = (asks: boolean) => share({ activeAt: active, asks })
  const tellServer = async (now: Instant, wasIdle: boolean) => {
    told = now
    isTold = true
    const isHere = await tell()
    if (!isHere) return onEnd(wasIdle ? "idle" : "access")
    isSure = true
    if (wasIdle) shareActivity(false)
  }
  return {
    /** Somebody moved or typed here. */
    touch: (now: Instant) => {
      // A computer that slept runs no timer: the first touch after it finds the session over.
      const wasIdle = now - active > END_AFTER_MS
      active = now
      hasAsked = false
      onWarning(false)
      if (wasIdle) isSure = false
      if (isSure && now - shared >= SHARE_EVERY_MS) {
        shared = now
        shareActivity(false)
      }
      isTold = false
      if (now - told > TELL_EVERY_MS) tellServer(now, wasIdle).catch(() => {})
    },
    /** Another tab said something. */
    hear: (said: Shared, now: Instant) => {
      if (said.asks && isSure && active > said.activeAt) shareActivity(false)
      if (said.activeAt <= active) return
      active = Math.min(said.activeAt, now)
      hasAsked = false
      if (now - active <= WARN_AFTER_MS) onWarning(false)
    },
    /** To be called every few seconds. */
    check: (now: Instant) => {
      const idle = now - active
      // Else the session would end sooner than the warning says; what was before a sleep is too old.
      const isLate = !isTold && now - told > TELL_EVERY_MS && idle <= 2 * TELL_EVERY_MS
      if (isLate && isSure) tellServer(now, false).catch(() => {})
      if (idle > END_AFTER_MS && hasAsked) onEnd("idle")
      else if (idle > END_AFTER_MS) {
        hasAsked = true
        shareActivity(true)
      } else if (idle > WARN_AFTER_MS) onWarning(true)
    },
  }
}

import "server-only"
import pg from "pg"
import { log } from "@/lib/log"
import { claimMessage } from "@/lib/messages/claim"
import { sendClaimed } from "@/lib/messages/deliver"
import { QUEUE_CHANNEL } from "@/lib/messages/wake"
import { SECOND_MS } from "@/lib/time"

const IDLE_MS = 5 * SECOND_MS
const TROUBLE_MS = 2 * SECOND_MS
/** Sends wait for BioT, not for us: several may be on their way at once, each at its turn. */
const IN_FLIGHT = 16

/**
 * Sends what is queued until `stop()` is called, which waits for the sends on their way. Sleeps
 * until somebody calls `wakeQueue`, or for a few seconds.
 */
export function startQueue(url: string): { stop: () => Promise<void> } {
  const bell = makeBell()
  const hearing = hear(url, bell.ring)
  const inFlight = new Set<Promise<void>>()
  let isStopping = false

  const step = async (): Promise<number> => {
    if (inFlight.size >= IN_FLIGHT) {
      await Promise.race(inFlight)
      return 0
    }
    const claim = await claimMessage(Date.now())
    if (claim.kind === "idle") return IDLE_MS
    if (claim.kind === "wait") return claim.waitMs
    const sending = sendClaimed(claim.message)
      .then(() => {})
      .catch((error) => log.error({ err: error, messageId: claim.message.id }, "send not recorded"))
      .finally(() => inFlight.delete(sending))
    inFlight.add(sending)
    return 0
  }

  const loop = (async () => {
    while (!isStopping) {
      const waitMs = await step().catch((error) => {
        log.error({ err: error }, "the queue could not be read")
        return TROUBLE_MS
      })
      if (waitMs > 0 && !isStopping) await bell.wait(waitMs)
    }
    await Promise.allSettled(inFlight)
  })()

  return {
    stop: async () => {
      isStopping = true
      bell.ring()
      await Promise.all([loop, hearing.stop()])
    },
  }
}

/** A sleep that `ring` ends early; a ring while nobody sleeps ends the next one. */
function makeBell() {
  let wake: (() => void) | null = null
  let rung = false
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    wait: async (ms: number) => {
      if (!rung) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          wake = resolve
          timer = setTimeout(resolve, ms)
        })
        clearTimeout(timer)
      }
      wake = null
      rung = false
    },
  }
}

/** One connection that listens; while it is away the queue is looked at every few seconds. */
function hear(url: string, ring: () => void): { stop: () => Promise<void> } {
  let client: pg.Client | null = null
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  const connect = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      options: "-c role=doseline_app",
      connectionTimeoutMillis: 5 * SECOND_MS,
      keepAlive: true,
    })
    client = fresh
    fresh.on("error", () => {})
    fresh.on("end", () => {
      if (!isStopping) timer = setTimeout(connect, TROUBLE_MS)
    })
    fresh.on("notification", ring)
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${QUEUE_CHANNEL}`)
      ring()
    } catch {
      fresh.end().catch(() => {})
      if (!isStopping && !timer?.hasRef()) timer = setTimeout(connect, TROUBLE_MS)
    }
  }
  void connect()
  return {
    stop: async () => {
      isStopping = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { serviceToken } from "@/lib/biot/service-token"
import { log } from "@/lib/log"
import { type ClaimedMessage, claimMessages } from "@/lib/messages/claim"
import { sendClaimed } from "@/lib/messages/deliver"
import { QUEUE_CHANNEL } from "@/lib/messages/wake"
import { SECOND_MS } from "@/lib/time"

const IDLE_MS = 5 * SECOND_MS
const TROUBLE_MS = 2 * SECOND_MS
/** Sends wait for BioT, not for us: a provider that takes 50 ms gets 1,280 a second of one worker. */
const IN_FLIGHT = 64
/** Places come free one by one; those of a moment are filled with one claim. */
const GATHER_MS = 4

/**
 * Sends what is queued until `stop()` is called, which waits for the sends on their way. Sleeps
 * until somebody calls `wakeQueue`, or for a few seconds.
 */
export function startQueue(url: string): { stop: () => Promise<void> } {
  const bell = makeBell()
  const hearing = hear(url, bell.ring)
  const inFlight = new Set<Promise<void>>()
  let isStopping = false

  const send = (message: ClaimedMessage) => {
    const sending = sendClaimed(message)
      .then(() => {})
      .catch((error) => log.error({ err: error, messageId: message.id }, "send not recorded"))
      .finally(() => inFlight.delete(sending))
    inFlight.add(sending)
  }

  const step = async (): Promise<number> => {
    if (inFlight.size >= IN_FLIGHT) {
      await Promise.race(inFlight)
      await sleep(GATHER_MS)
    }
    // Signing in between the claim and the send would make it late, and too close to the next.
    await serviceToken().catch(() => {})
    const claim = await claimMessages(Date.now(), { most: IN_FLIGHT - inFlight.size })
    if (claim.kind === "idle") return IDLE_MS
    if (claim.kind === "wait") return claim.waitMs
    for (const message of claim.messages) send(message)
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

import "server-only"
import { setTimeout as sleep } from "node:timers/promises"
import { mintSystemContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { log } from "@/lib/log"
import { rematchAfterSends } from "@/lib/replies/rematch"
import { SECOND_MS } from "@/lib/time"
import type { ClaimedMessage } from "./claim"
import type { SendOutcome } from "./outcome"
import { type Recorded, recordSends } from "./record"

const RECORD_ATTEMPTS = 4
const MOST_TOGETHER = 50
/** One transaction may wait for a patient's row; the other goes on meanwhile. */
const AT_ONCE = 2

type Waiting = {
  message: ClaimedMessage
  outcome: SendOutcome
  resolve: (recorded: Recorded) => void
  reject: (error: unknown) => void
}

let waiting: Waiting[] = []
let recording = 0

/**
 * Keeps what became of one send. What comes while others are being recorded is gathered and
 * recorded in one transaction, so that a busy worker needs few of them and a quiet one never waits.
 */
export function recordTogether(message: ClaimedMessage, outcome: SendOutcome): Promise<Recorded> {
  return new Promise((resolve, reject) => {
    waiting.push({ message, outcome, resolve, reject })
    if (recording < AT_ONCE) void recordWaiting()
  })
}

async function recordWaiting(): Promise<void> {
  recording += 1
  while (waiting.length > 0) {
    const [first] = waiting
    const own = waiting.filter((each) => isSameHome(each, first))
    const batch = own.slice(0, MOST_TOGETHER)
    waiting = waiting.filter((each) => !batch.includes(each))
    await settle(batch)
  }
  recording -= 1
}

const isSameHome = (one: Waiting, other: Waiting | undefined) =>
  one.message.organizationId === other?.message.organizationId

/** Tried together once; what keeps the others from being recorded is then found by trying each. */
async function settle(batch: readonly Waiting[]): Promise<void> {
  try {
    await record(batch)
    return
  } catch (error) {
    log.warn({ err: error, messages: batch.length }, "recording sends is tried again")
  }
  await Promise.all(batch.map(recordFirmly))
}

/** A send is a fact: a database that is away for a moment must not turn it into "unknown". */
async function recordFirmly(one: Waiting): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await record([one])
      return
    } catch (error) {
      if (tries === RECORD_ATTEMPTS) return one.reject(error)
      log.warn({ err: error, messageId: one.message.id }, "recording a send is tried again")
      await sleep(tries * SECOND_MS)
    }
  }
}

async function record(batch: readonly Waiting[]): Promise<void> {
  const organizationId = batch[0]?.message.organizationId
  if (!organizationId) return
  const ctx = mintSystemContext(organizationId, "deliver-message", newId())
  const records = batch.map(({ message, outcome }) => {
    const { id: messageId, patientId, traceId } = message
    return { messageId, patientId, traceId, outcome }
  })
  const recorded = await recordSends(ctx, records, Date.now())
  const messageIds = batch.flatMap(({ message }, n) =>
    recorded[n]?.state === "sent" || recorded[n]?.state === "unknown" ? message.id : [],
  )
  try {
    // A reply may have come before it was known what became of its message.
    await rematchAfterSends(ctx, { messageIds })
  } catch (error) {
    log.error({ err: error, messageIds }, "earlier replies could not be matched again")
  }
  for (const [n, { resolve }] of batch.entries()) resolve(recorded[n] ?? null)
}

import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type Sender, senderProcesses } from "@/db/testing/senders"
import { sending } from "@/db/testing/sending"
import { giveUpStale } from "@/lib/messages/tend"
import { MINUTE_MS, SECOND_MS } from "@/lib/time"

const MESSAGES = 500
const KILLS = 30
const SENDERS = 3
/** So that each kill finds some on their way, and the last one finds many still waiting. */
const PER_SECOND = 30
const BIOT_TAKES_MS = 120
const LONGEST_PAUSE_MS = 400

const test = testDatabase()
const here = sending(test)
let senders: Awaited<ReturnType<typeof senderProcesses>>

beforeAll(async () => {
  senders = await senderProcesses({ DATABASE_URL: test.url(), LOG_LEVEL: "silent" })
})
afterAll(() => senders.stop())

async function untilNothingWaits(): Promise<void> {
  for (;;) {
    const [left] = await here.query(
      "SELECT count(*)::int AS n FROM messages WHERE state = 'queued'",
    )
    if (left.n === 0) return
    await sleep(100)
  }
}

/** Kills any sender that has begun, at any moment; another takes its place. */
async function killThirtyTimes(alive: Sender[]): Promise<number> {
  let waitingAtLast = 0
  for (let n = 0; n < KILLS; n += 1) {
    await Promise.race(alive.map(({ begun }) => begun))
    await sleep(Math.random() * LONGEST_PAUSE_MS)
    const begun = await Promise.all(
      alive.map((sender) => Promise.race([sender.begun.then(() => true), sleep(1, false)])),
    )
    const victims = alive.filter((_, at) => begun[at])
    const victim = victims[Math.floor(Math.random() * victims.length)]
    if (!victim) throw new Error("No sender had begun.")
    const [left] = await here.query(
      "SELECT count(*)::int AS n FROM messages WHERE state = 'queued'",
    )
    waitingAtLast = left.n
    victim.process.kill("SIGKILL")
    alive.splice(alive.indexOf(victim), 1, senders.start())
  }
  return waitingAtLast
}

it("killed thirty times among 500 messages, sends none twice and loses none", async () => {
  await here.queueMany(MESSAGES)
  await here.pace(PER_SECOND)
  await here.slow(BIOT_TAKES_MS)
  const alive = Array.from({ length: SENDERS }, () => senders.start())
  expect(await killThirtyTimes(alive)).toBeGreaterThan(0)
  await untilNothingWaits()
  for (const { process } of alive) process.kill("SIGTERM")
  expect(await Promise.all(alive.map(({ ended }) => ended))).toEqual(alive.map(() => 0))
  while ((await giveUpStale(Date.now() + 3 * MINUTE_MS)) > 0);
  // What BioT took from a sender that died before it answered.
  await sleep(SECOND_MS)

  const texts = await here.texts()
  const numbers = texts.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  const rows = await here.messages()
  const inState = (state: string) => rows.filter((row) => row.state === state)
  expect(inState("sent").length + inState("unknown").length).toBe(MESSAGES)
  expect(inState("unknown").length).toBeGreaterThan(0)
  const ids = new Set(texts.map(({ messageId }) => messageId))
  for (const { biot_message_id: id } of inState("sent")) expect(ids.has(id)).toBe(true)
  for (const { reason } of inState("unknown")) expect(reason).toBe("sender_died")
  expect(rows.every(({ attempts }) => attempts === 1)).toBe(true)
}, 240_000)

import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { senderProcesses } from "@/db/testing/senders"
import { sending } from "@/db/testing/sending"
import { SECOND_MS } from "@/lib/time"

const PER_SECOND = 20
const MESSAGES = 120

const test = testDatabase()
const here = sending(test)
let senders: Awaited<ReturnType<typeof senderProcesses>>

beforeAll(async () => {
  senders = await senderProcesses({ DATABASE_URL: test.url(), LOG_LEVEL: "silent" })
})
afterAll(() => senders.stop())

/** The most that lie within any second, its end left out. */
function mostInASecond(times: readonly number[]): number {
  const from = (at: number) => times.filter((time) => time >= at && time < at + SECOND_MS).length
  return Math.max(...times.map(from))
}

// A process that the machine lets stand still sends late, and close together, what it had claimed:
// on a busy machine that may spoil one run, a pace that does not hold spoils them all.
it("two workers together never send more than the pace allows, nor far less", {
  retry: 2,
  timeout: 120_000,
}, async () => {
  const startedAt = Date.now()
  const since = async () => (await here.texts()).filter(({ at }) => at >= startedAt)
  await here.queueMany(MESSAGES)
  await here.pace(PER_SECOND)
  const both = [senders.start(), senders.start()]
  let texts = await since()
  while (texts.length < MESSAGES) {
    await sleep(500)
    texts = await since()
  }
  for (const { process } of both) process.kill("SIGTERM")
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
  const times = texts.map(({ at }) => at)
  expect(mostInASecond(times)).toBeLessThanOrEqual(PER_SECOND)
  const seconds = (Math.max(...times) - Math.min(...times)) / SECOND_MS
  expect(MESSAGES / seconds).toBeGreaterThan(PER_SECOND / 4)
})

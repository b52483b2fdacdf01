import { type ChildProcess, spawn } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { afterEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { newPhone } from "@/db/testing/fixtures"
import { sending } from "@/db/testing/sending"
import { giveUpStale } from "@/lib/messages/tend"
import { wakeQueue } from "@/lib/messages/wake"
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { startQueue } from "./queue"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const APPLICATION = "worker-under-test"
const test = testDatabase()
const here = sending(test)
const running: ChildProcess[] = []

/** A text to somebody with this number, whom BioT knows. */
async function queue(phone: string) {
  const patient = await here.arrange.patient(here.clinic().organization.id, { phone })
  await here.knowInBiot(patient)
  return here.arrange.message(patient, [], {
    state: "queued",
    notBefore: Date.now() - MINUTE_MS,
    expiresAt: Date.now() + HOUR_MS,
  })
}
const stateOf = async (id: string) => (await here.message(id)).state
async function until(holds: () => Promise<boolean>, withinMs = 45 * SECOND_MS): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("it did not happen in time")
    await sleep(30)
  }
}

/** The worker as it really runs, a process of its own. */
function startWorker(): ChildProcess {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/worker.ts"]
  const own = { DATABASE_URL: test.url(), PGAPPNAME: APPLICATION, LOG_LEVEL: "silent" }
  const env: NodeJS.ProcessEnv = { ...process.env, ...own, NODE_ENV: "test" }
  const worker = spawn(process.execPath, args, { cwd: ROOT, env, stdio: "ignore" })
  running.push(worker)
  return worker
}
const ended = (worker: ChildProcess) =>
  new Promise<number | null>((resolve) => worker.once("exit", resolve))

afterEach(async () => {
  for (const worker of running.splice(0)) {
    if (worker.exitCode !== null || worker.signalCode !== null) continue
    worker.kill("SIGKILL")
    await ended(worker)
  }
})

describe("startQueue", () => {
  it("sends what is queued when it starts and what it is woken for", async () => {
    const [early, late] = [newPhone(), newPhone()]
    const first = await queue(early)
    const running = startQueue(test.url())
    await until(async () => (await stateOf(first.id)) === "sent")
    await sleep(300)
    const second = await queue(late)
    const wokenAt = Date.now()
    await wakeQueue()
    await until(async () => (await stateOf(second.id)) === "sent")
    expect(Date.now() - wokenAt).toBeLessThan(3 * SECOND_MS)
    await running.stop()
    const third = await queue(newPhone())
    await wakeQueue()
    await sleep(300)
    expect(await stateOf(third.id)).toBe("queued")
  })

  it("sends each message once, however many share the queue", async () => {
    const phones = Array.from({ length: 30 }, newPhone)
    const messages = await Promise.all(phones.map(queue))
    const queues = [1, 2, 3].map(() => startQueue(test.url()))
    await until(async () => {
      const states = await Promise.all(messages.map(({ id }) => stateOf(id)))
      return states.every((state) => state === "sent")
    })
    await Promise.all(queues.map((each) => each.stop()))
    for (const phone of phones) expect(await here.textsTo(phone)).toHaveLength(1)
  })
})

describe("the worker", () => {
  it("killed while it sends leaves one text and no second", async () => {
    const phone = newPhone()
    await here.fault("slow", { number: phone, ms: 1_500 })
    const message = await queue(phone)
    const worker = startWorker()
    await until(async () => (await stateOf(message.id)) === "sending")
    await sleep(300)
    worker.kill("SIGKILL")
    await ended(worker)
    const successor = startWorker()
    const other = await queue(newPhone())
    await until(async () => (await stateOf(other.id)) === "sent")
    expect(await stateOf(message.id)).toBe("sending")
    await giveUpStale(Date.now() + 3 * MINUTE_MS)
    expect(await stateOf(message.id)).toBe("unknown")
    await until(async () => (await here.textsTo(phone)).length > 0)
    expect(await here.textsTo(phone)).toHaveLength(1)
    successor.kill("SIGTERM")
    expect(await ended(successor)).toBe(0)
  }, 150_000)

  it("asked to end waits for the sends that are on their way and leaves none half done", async () => {
    await here.slow(4_000)
    const onTheirWay = await Promise.all(Array.from({ length: 5 }, () => queue(newPhone())))
    const worker = startWorker()
    await until(async () => {
      const states = await Promise.all(onTheirWay.map(({ id }) => stateOf(id)))
      return states.every((state) => state === "sending")
    })
    worker.kill("SIGTERM")
    const late = await queue(newPhone())
    expect(await ended(worker)).toBe(0)
    await here.clearFaults()
    for (const { id } of onTheirWay) expect(await stateOf(id)).toBe("sent")
    expect(["queued", "sent"]).toContain(await stateOf(late.id))
  }, 150_000)

  it("outlives its connections", async () => {
    const worker = startWorker()
    const before = await queue(newPhone())
    await until(async () => (await stateOf(before.id)) === "sent")
    for (let n = 0; n < 5; n += 1) {
      await here.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
        [APPLICATION],
      )
      await sleep(100)
    }
    const after = await queue(newPhone())
    await until(async () => (await stateOf(after.id)) === "sent")
    expect(worker.exitCode).toBeNull()
  }, 150_000)
})

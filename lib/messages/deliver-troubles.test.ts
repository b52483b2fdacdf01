import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { env } from "@/lib/env"
import { startQueue } from "@/lib/jobs/queue"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { deliverMessage } from "./deliver"

const NOBODY_LISTENS = "http://127.0.0.1:1"
const test = testDatabase()
const here = sending(test)
const queue = () =>
  here.arrange.message(here.clinic().patient, [], {
    state: "queued",
    notBefore: Date.now() - MINUTE_MS,
    expiresAt: Date.now() + HOUR_MS,
  })
afterEach(() => here.clearFaults())

describe("a send to a BioT in trouble", () => {
  it.each([
    ["accessDenied", "failed", "ACCESS_DENIED"],
    ["error404", "failed", "NOT_FOUND"],
    ["error429", "queued", "TOO_MANY_REQUESTS"],
    ["error504", "unknown", "GATEWAY_TIMEOUT"],
    ["notJson", "unknown", "NOT_JSON"],
    ["reset", "unknown", "ECONNRESET"],
  ])("answering %s leaves it %s", async (kind, state, reason) => {
    await here.fault(kind, { endpoint: "send", number: null })
    const { id } = await queue()
    expect(await deliverMessage(id)).toMatchObject({ state })
    expect(await here.message(id)).toMatchObject({ state, reason, attempts: 1 })
  })

  it("that cannot be reached is made later, and goes out once it can", async () => {
    const { BIOT_BASE_URL } = env()
    const { id } = await queue()
    Object.assign(env(), { BIOT_BASE_URL: NOBODY_LISTENS })
    try {
      expect(await deliverMessage(id)).toMatchObject({ state: "queued" })
    } finally {
      Object.assign(env(), { BIOT_BASE_URL })
    }
    expect(await here.message(id)).toMatchObject({ reason: "ECONNREFUSED", attempts: 1 })
    await here.query("UPDATE messages SET not_before = now() - interval '1 second' WHERE id = $1", [
      id,
    ])
    expect(await deliverMessage(id)).toMatchObject({ state: "sent" })
    expect(await here.textsTo(here.clinic().patient.phone)).toHaveLength(1)
  })

  it("goes past what fails to what does not, and each ends in one state", async () => {
    await here.queueMany(10)
    const rows = await here.messages()
    const troubles = ["error400", "error500", "reset", "error429", "noMessageId"]
    for (const [n, kind] of troubles.entries()) {
      await here.fault(kind, { number: rows[n].phone, accepted: true })
    }
    const running = startQueue(test.url())
    const states = async () => (await here.messages()).map(({ state }) => state)
    while ((await states()).some((state) => state === "queued" || state === "sending")) {
      await sleep(100)
    }
    await running.stop()
    const ended = await Promise.all(rows.slice(0, 5).map(({ id }) => here.message(id)))
    expect(ended.map(({ state }) => state)).toEqual([
      "failed",
      "unknown",
      "unknown",
      "sent",
      "sent",
    ])
    expect(ended.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 2, 1])
    expect((await states()).filter((state) => state === "sent")).toHaveLength(7)
    for (const { phone } of rows) {
      expect((await here.textsTo(phone)).length).toBeLessThanOrEqual(1)
    }
  })
})

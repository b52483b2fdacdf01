import { expect, it } from "vitest"
import { pluginAttacks } from "@/db/testing/plugin-attacks"
import { POST } from "./route"

const MOST_AT_ONCE = 1_000
const { token, reply, post, postJson, contents } = pluginAttacks(POST)

it("asks to come again when a thousand calls are under way, and then goes on", async () => {
  const jwt = await token()
  const before = await contents()
  const ends: (() => void)[] = []
  const slow = Array.from({ length: MOST_AT_ONCE }, () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void ends.push(() => controller.close()),
    })
    return post(body)
  })
  const refused = await postJson({ ...reply(), jwt })
  expect(refused.status).toBe(503)
  expect(refused.headers.get("retry-after")).toBe("5")
  expect(await contents()).toEqual(before)
  expect((await postJson({ ...reply(), jwt }, "wrong")).status).toBe(404)

  for (const end of ends) end()
  for (const answer of await Promise.all(slow)) expect(answer.status).toBe(400)
  expect((await postJson({ ...reply(), jwt })).status).toBe(200)
})

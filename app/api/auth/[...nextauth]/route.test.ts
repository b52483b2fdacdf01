import { NextRequest } from "next/server"
import { afterAll, beforeAll, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { withinRequest } from "@/db/testing/request-scope"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"
import { GET, POST } from "./route"

const test = testDatabase()
let simulator: RunningSimulator

beforeAll(async () => {
  simulator = await startSimulator()
  testEnvironment({ BIOT_BASE_URL: simulator.url, NEXTAUTH_URL: "http://portal.test" })
})
afterAll(() => simulator?.stop())

async function post(body: string | ReadableStream<Uint8Array>, type: string, cookie = "") {
  const headers = { "content-type": type, cookie }
  const init = { method: "POST", headers, body, duplex: "half" } as const
  const request = new NextRequest("http://portal.test/api/auth/callback/credentials", init)
  const params = Promise.resolve({ nextauth: ["callback", "credentials"] })
  return withinRequest({ as: null, headers: { cookie } }, () => POST(request, { params }))
}

/** next-auth's token against forged posts, and the cookie that must come with it. */
async function csrf() {
  const request = new NextRequest("http://portal.test/api/auth/csrf")
  const params = Promise.resolve({ nextauth: ["csrf"] })
  const answer = await withinRequest({ as: null }, () => GET(request, { params }))
  const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";")
  return { csrfToken: (await answer.json()).csrfToken as string, cookie }
}

const FORM = "application/x-www-form-urlencoded"

it("reads no more of a body than a sign-in needs", async () => {
  let given = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1
      controller.enqueue(new Uint8Array(4 * 1024).fill(0x61))
    },
  })
  expect((await post(body, FORM)).status).toBe(413)
  expect(given).toBeLessThan(10)
  expect((await post(`"${"x".repeat(20_000)}"`, "application/json")).status).toBe(413)
})

it("refuses what is not JSON and says that it is", async () => {
  expect((await post("{", "application/json")).status).toBe(400)
})

it("hands a sign-in of usual length to next-auth, which asks for its own token", async () => {
  const answer = await post("username=a&password=b&json=true", FORM)
  expect(await answer.json()).toMatchObject({ url: expect.stringContaining("csrf=true") })
})

it("signs a person of BioT in", async () => {
  const { people } = await simulator.control<{ people: Record<string, string>[] }>(
    "GET",
    "/simulator/people",
  )
  const { username = "", password = "" } = people[0] ?? {}
  const { csrfToken, cookie } = await csrf()
  const form = new URLSearchParams({ username, password, csrfToken, json: "true" })
  const answer = await post(form.toString(), FORM, cookie)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("set-cookie")).toMatch(/doseline\.session=[^;]+;.*HttpOnly/)
  const { rows } = await test.owner().query("SELECT ended_at FROM sessions")
  expect(rows).toEqual([{ ended_at: null }])
})

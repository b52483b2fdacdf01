import { NextRequest } from "next/server"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { POST } from "./route"

testDatabase()
testEnvironment({ NEXTAUTH_URL: "http://portal.test" })

async function post(body: string | ReadableStream<Uint8Array>, type: string) {
  const headers = { "content-type": type }
  const init = { method: "POST", headers, body, duplex: "half" } as const
  const request = new NextRequest("http://portal.test/api/auth/callback/credentials", init)
  const params = Promise.resolve({ nextauth: ["callback", "credentials"] })
  return withinRequest({ as: null }, () => POST(request, { params }))
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

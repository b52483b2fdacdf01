import { afterEach, expect, it, vi } from "vitest"
import { answering, stubServer } from "@/db/testing/stub-server"
import { log } from "@/lib/log"
import { signInAtBiot } from "./sign-in"
import { signInCookies } from "./sign-in-cookies"

const stub = stubServer()
const fresh = () => signInCookies({ get: () => undefined })

afterEach(() => {
  vi.restoreAllMocks()
})

function askForCode(token: string) {
  stub.on(
    "/ums/v2/users/login",
    answering(200, {
      userId: "0a7e0000-0000-4000-8000-000000000001",
      accessJwt: { token, expiration: new Date(Date.now() + 300_000).toISOString() },
      ...{ mfaRequired: true, phone: "+12025550142" },
    }),
  )
}

const signIn = (cookies = fresh()) =>
  signInAtBiot({ username: "robin@lakeside.example", password: "secret" }, cookies, Date.now())

it("keeps the first half of a sign-in within what a browser keeps", async () => {
  for (let length = 100; length < 3_000; length += 500) {
    askForCode("x".repeat(length))
    const cookies = fresh()
    const { about, reason } = (await signIn(cookies)) as { about?: string; reason?: string }
    const kept = cookies.setCookies().filter((each) => !each.includes("Max-Age=0"))
    if (reason === "mfa_required") {
      expect(about).toBe("42")
      expect(kept).toHaveLength(1)
    } else expect(kept).toEqual([])
    for (const each of kept) expect(each.split(";")[0]?.length).toBeLessThanOrEqual(4_096)
  }
})

it("says so, here and in the log, when a browser would drop it, and keeps nothing", async () => {
  const warned = vi.spyOn(log, "warn").mockImplementation(() => {})
  askForCode("x".repeat(3_000))
  const cookies = fresh()
  expect(await signIn(cookies)).toMatchObject({ ok: false, reason: "second_step_too_large" })
  expect(cookies.setCookies().every((each) => each.includes("Max-Age=0"))).toBe(true)
  expect(warned.mock.calls).toEqual([[{ code: "second_step_too_large" }, expect.any(String)]])
})

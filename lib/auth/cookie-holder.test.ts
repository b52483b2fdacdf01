import { encode } from "next-auth/jwt"
import { expect, it } from "vitest"
import { withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { newId } from "@/lib/id"
import { HOUR_MS } from "@/lib/time"
import { cookieHolder } from "./cookie-holder"

testEnvironment()
const HOUR_S = 3_600
const who = { staffId: newId(), organizationId: newId(), sessionId: newId() }

const holderOf = (cookie: string | null, now = Date.now()) => {
  const headers: Record<string, string> = cookie ? { cookie: `doseline.session=${cookie}` } : {}
  return withinRequest({ as: null, headers }, () => cookieHolder(now))
}
const sealed = (token: object, secret = process.env.NEXTAUTH_SECRET ?? "") =>
  encode({ token: { ...token }, secret, maxAge: HOUR_S })

it("tells whose the cookie is, the first time and again", async () => {
  const cookie = await sealed(who)
  expect(await holderOf(cookie)).toEqual(who)
  expect(await holderOf(cookie)).toEqual(who)
  expect(await holderOf(null)).toBeNull()
})

it("no longer knows a cookie that it opened once it has expired", async () => {
  const cookie = await sealed(who)
  expect(await holderOf(cookie)).toEqual(who)
  expect(await holderOf(cookie, Date.now() + 2 * HOUR_MS)).toBeNull()
})

it("opens nothing that another secret sealed, that was altered or that names nobody", async () => {
  const cookie = await sealed(who)
  expect(await holderOf(await sealed(who, "another secret"))).toBeNull()
  const [header, key, iv, [first, ...rest] = "", tag] = cookie.split(".")
  const altered = [first === "A" ? "B" : "A", ...rest].join("")
  expect(await holderOf([header, key, iv, altered, tag].join("."))).toBeNull()
  expect(await holderOf("nonsense")).toBeNull()
  expect(await holderOf(await sealed({ staffId: who.staffId }))).toBeNull()
})

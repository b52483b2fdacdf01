import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { EMMA } from "@/db/testing/contract/rows"
import { contractWorld } from "@/db/testing/contract/world"
import { env } from "@/lib/env"
import { organizationPages, peoplePages, personById } from "./directory"
import { confirmCode, login, logout, refresh, resendCode, whoAmI } from "./people"
import { callAsService, forgetServiceToken, serviceToken } from "./service-token"
import { sendSms, smsConfigured } from "./sms"
import { listSubscriptions, registerPlugin, subscribe, unsubscribe } from "./subscriptions"

const world = contractWorld()
const denied = { kind: "refused", status: 403, code: "ACCESS_DENIED" }
const text = { phone: EMMA.phone, body: "Reply 1", traceId: "0123456789abcdef0123456789abcdef" }
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let count = 0
/** A member of staff with an account in the given state. */
async function somebody(account: object = {}, entity: object = {}) {
  const username = `state.${++count}@example.org`
  const person = { _name: { firstName: "Kim", lastName: "State" }, ...entity }
  const made = await world.upsert("caregiver", {
    ...{ entity: person, login: { username, password: "a-password", ...account } },
  })
  return { username, id: String(made.entity._id), entity: made.entity }
}
const signIn = ({ username }: { username: string }) => login(username, "a-password")

describe("an account's state", () => {
  it.each<[string, object, object, object]>([
    ["locked", { locked: true }, {}, { reason: "locked", minutesLeft: null }],
    ["locked for a while", { lockedMinutes: 14 }, {}, { reason: "locked", minutesLeft: 14 }],
    [
      "to be given a new password",
      { passwordResetRequired: true },
      {},
      { reason: "password_reset_required" },
    ],
    ["disabled", {}, { _enabled: "DISABLED" }, { reason: "wrong_credentials" }],
    ["not allowed in", {}, { _canLogin: false }, { reason: "wrong_credentials" }],
    [
      "with a second step",
      {},
      { _mfa: { enabled: true }, _phone: "+12025550142" },
      { reason: "mfa_required", phoneEnding: "42" },
    ],
  ])("is told: %s", async (_, account, entity, expected) => {
    expect(await signIn(await somebody(account, entity))).toMatchObject({ ok: false, ...expected })
  })

  it("does not tell a wrong password from a person that nobody knows", async () => {
    const { username } = await somebody()
    for (const name of [username, "nobody@example.org"]) {
      expect(await login(name, "wrong")).toEqual({ ok: false, reason: "wrong_credentials" })
    }
  })

  it("ends a session that is under way once the person is disabled or gone", async () => {
    const person = await somebody()
    const session = await signIn(person)
    if (!session.ok) throw new Error(session.reason)
    await world.upsert("caregiver", { entity: { _id: person.id, _enabled: "DISABLED" } })
    expect(await whoAmI(session.accessToken)).toEqual({ ok: false, reason: "ended" })
    expect(await refresh(session.refreshToken ?? "")).toEqual({ ok: false, reason: "ended" })
    const other = await somebody()
    const second = await signIn(other)
    await world.simulator().control("DELETE", `/simulator/people/${other.id}`)
    expect(second.ok && (await whoAmI(second.accessToken))).toEqual({ ok: false, reason: "ended" })
  })
})

describe("a session", () => {
  it.each([
    ["clinician", "caregiver"],
    ["coordinator", "organization-user"],
    ["admin", "organization-user"],
  ])("of a %s is theirs, is renewed once and ends", async (role, userType) => {
    const session = await world.session(role)
    const { userId: id, organizationId } = session
    const person = { id, userType, organizationId }
    expect(await whoAmI(session.accessToken)).toMatchObject({ ok: true, person })
    const renewed = await refresh(session.refreshToken ?? "")
    if (!renewed.ok) throw new Error(renewed.reason)
    expect(await refresh(session.refreshToken ?? "")).toEqual({ ok: false, reason: "ended" })
    expect(await logout(renewed.refreshToken ?? "")).toBe("ended")
    expect(await refresh(renewed.refreshToken ?? "")).toEqual({ ok: false, reason: "ended" })
  })

  it("ends with its tokens", async () => {
    await world.settings({ accessTokenSeconds: 1, refreshTokenSeconds: 1, mfaSeconds: 1 })
    const [session, first] = [await world.session(), await world.firstStep()]
    // An end is on a whole second: up to one later.
    await pause(2_100)
    expect(await whoAmI(session.accessToken)).toEqual({ ok: false, reason: "ended" })
    expect(await refresh(session.refreshToken ?? "")).toEqual({ ok: false, reason: "ended" })
    const late = { ok: false, reason: "code_expired" }
    expect(await confirmCode(first.accessToken, first.code)).toEqual(late)
    expect(await resendCode(first.accessToken)).toEqual(late)
  })

  it("is not whole before its second step, which takes the newest code once", async () => {
    const first = await world.firstStep()
    expect(await whoAmI(first.accessToken)).toEqual({ ok: false, reason: "ended" })
    const wrong = { ok: false, reason: "wrong_code" }
    expect(await confirmCode(first.accessToken, "000000")).toEqual(wrong)
    const again = await resendCode(first.accessToken)
    expect(again).toMatchObject({ ok: true, expiresAt: expect.any(Number) })
    const { code } = await world.firstStep()
    expect(await confirmCode(first.accessToken, code)).toMatchObject({ ok: true })
    expect(await confirmCode(first.accessToken, code)).toEqual(wrong)
  })
})

it("reads everybody, and after an instant only whoever changed since", async () => {
  const all = async (filter?: Parameters<typeof peoplePages>[1]) => {
    const found = []
    for await (const page of peoplePages("patient", filter)) found.push(...page.items)
    return found
  }
  expect((await all()).length).toBeGreaterThan(20)
  const modifiedSince = Date.now() - 1
  await world.upsert("patient", { entity: { _id: EMMA.id, _additionalPhone: "+12025550999" } })
  const changed = await all({ modifiedSince })
  expect(changed).toMatchObject([{ id: EMMA.id, additionalPhone: "+12025550999" }])
  expect(await all({ phone: EMMA.phone })).toHaveLength(1)
  const organizationIds = ["0a51de00-0000-4000-8000-000000000002"]
  expect(await all({ organizationIds })).toHaveLength(3)
})

describe("a permission that is withdrawn", () => {
  const withdraw = (...withdrawnScopes: string[]) => world.settings({ withdrawnScopes })

  it("is named by what needs it, and nothing else fails", async () => {
    await withdraw("NOTIFICATION_SEND_SMS")
    const refused = { ok: false, outcome: "failed", reason: "ACCESS_DENIED" }
    expect(await sendSms(text)).toEqual(refused)
    expect(await smsConfigured()).toBe(true)
    await withdraw("NOTIFICATION_CONFIGURATION_GET_SMS_PROVIDER_CONFIGURATION")
    expect(await smsConfigured()).toBeNull()
    await withdraw("PROTECTED_API")
    await expect(peoplePages("patient").next()).rejects.toMatchObject(denied)
    await expect(organizationPages().next()).rejects.toMatchObject(denied)
    await expect(personById("patient", EMMA.id)).rejects.toMatchObject(denied)
    expect(await sendSms(text)).toMatchObject({ ok: true })
  })

  it("stops registering at the step that needs it", async () => {
    const endpoint = "https://portal.example.org/x"
    await withdraw("DISPATCHER_SUBSCRIPTIONS_SEARCH")
    await expect(listSubscriptions()).rejects.toMatchObject(denied)
    await expect(registerPlugin("https://x.example.org", "a")).rejects.toMatchObject(denied)
    await withdraw("DISPATCHER_SUBSCRIPTIONS_SUBSCRIBE")
    await expect(subscribe("patient", endpoint)).rejects.toMatchObject(denied)
    await withdraw("DISPATCHER_SUBSCRIPTIONS_UNSUBSCRIBE")
    expect(await subscribe("patient", endpoint)).toBe("subscribed")
    const hook = { entityTypeName: "patient", actionName: "_incomingSms", endpoint }
    await expect(unsubscribe(hook)).rejects.toMatchObject(denied)
    await withdraw()
    expect(await unsubscribe(hook)).toBe("unsubscribed")
    expect(await unsubscribe(hook)).toBe("not_subscribed")
  })
})

describe("the portal's own account", () => {
  afterEach(() => {
    Object.assign(env(), { BIOT_SERVICE_USER_SECRET_KEY: "doseline-demo-secret" })
  })

  it("with a wrong key is a failed login, and no text leaves", async () => {
    Object.assign(env(), { BIOT_SERVICE_USER_SECRET_KEY: "another" })
    forgetServiceToken()
    const failed = { name: "ServiceLoginError", code: "LOGIN_FAILED", status: 403 }
    await expect(serviceToken()).rejects.toMatchObject(failed)
    const refused = { ok: false, outcome: "failed", reason: "service_login: LOGIN_FAILED" }
    expect(await sendSms(text)).toEqual(refused)
  })

  it("that is locked is a failed login by its own name, until it is unlocked", async () => {
    await world.settings({ serviceLocked: true })
    expect(await smsConfigured()).toBe(true)
    forgetServiceToken()
    const failed = { name: "ServiceLoginError", code: "SERVICE_LOCKED", status: 401 }
    await expect(serviceToken()).rejects.toMatchObject(failed)
    const refused = { ok: false, outcome: "failed", reason: "service_login: SERVICE_LOCKED" }
    expect(await sendSms(text)).toEqual(refused)
    expect(await smsConfigured()).toBeNull()
    await world.settings({ serviceLocked: false })
    expect(await sendSms(text)).toMatchObject({ ok: true })
  })

  it("learns of a text's limits, of nobody and of a missing provider", async () => {
    const refused = { ok: false, outcome: "failed", reason: "VALIDATION_FAILED" }
    expect(await sendSms({ ...text, phone: "+123456789012345" })).toEqual(refused)
    await world.settings({ ratePerSecond: 1 })
    await pause(1_050)
    expect(await sendSms(text)).toMatchObject({ ok: true })
    expect(await sendSms(text)).toMatchObject({ outcome: "retry", reason: "TOO_MANY_REQUESTS" })
    expect(await personById("patient", "0a7e0000-0000-4000-8000-00000000dead")).toBeNull()
    await world.settings({ smsProviderConfigured: false })
    expect(await smsConfigured()).toBe(false)
    const nowhere = { method: "GET" as const, path: "/notification/v1/nothing" }
    await expect(callAsService({ ...nowhere, answer: z.unknown() })).rejects.toMatchObject({
      ...{ status: 404, code: "NOT_FOUND" },
    })
  })
})

import { beforeEach, expect, it } from "vitest"
import { answering, hangingUp, type StubAnswer, stubServer } from "@/db/testing/stub-server"
import { forgetServiceToken } from "./service-token"
import { sendSms, smsConfigured } from "./sms"

const SEND = "/notification/v1/sms/send"
const LOGIN = "/ums/v2/services/accessToken"
const CONFIGURED = "/notification/v1/configuration/sms-provider-configuration"
const stub = stubServer()
const text = { phone: "+15550001111", body: "Reply 1", traceId: "0123456789abcdef0123456789abcdef" }

beforeEach(() => forgetServiceToken())

it("hands the text over and gives BioT's id", async () => {
  stub.on(SEND, answering(200, { messageId: "m1" }))
  expect(await sendSms(text)).toEqual({ ok: true, messageId: "m1" })
  expect(stub.requests(SEND)[0]).toMatchObject({
    json: { message: "Reply 1", phoneNumber: "+15550001111" },
    headers: { authorization: "Bearer service-token" },
  })
})

it.each([[{}], [{ messageId: null }], [{ messageId: "" }], [{ messageId: 5 }]])(
  "counts a text that was accepted without an id as sent (%j)",
  async (body) => {
    stub.on(SEND, answering(200, body))
    expect(await sendSms(text)).toEqual({ ok: true, messageId: null })
  },
)

const garbage: StubAnswer = (_request, response) => response.writeHead(200).end("<html>")
it.each<[string, StubAnswer, string, string]>([
  ["a refusal", answering(400, { code: "INVALID_PHONE" }), "failed", "INVALID_PHONE"],
  ["no permission", answering(403, { code: "ACCESS_DENIED" }), "failed", "ACCESS_DENIED"],
  ["too many", answering(429, {}), "retry", "HTTP_429"],
  ["an internal error", answering(500, { code: "OOPS" }), "unknown", "OOPS"],
  ["a gateway's timeout", answering(504, null), "unknown", "HTTP_504"],
  ["a broken connection", hangingUp, "unknown", "ECONNRESET"],
  ["nonsense", garbage, "unknown", "NOT_JSON"],
])("tells what %s means for the text", async (_name, answer, outcome, reason) => {
  stub.on(SEND, answer)
  expect(await sendSms(text)).toEqual({ ok: false, outcome, reason })
  expect(stub.requests(SEND)).toHaveLength(1)
})

it("knows that a text did not leave when the login before it failed", async () => {
  stub.on(LOGIN, hangingUp)
  expect(await sendSms(text)).toMatchObject({ outcome: "retry" })
  stub.on(LOGIN, answering(503, {}))
  expect(await sendSms(text)).toMatchObject({ outcome: "retry" })
  stub.on(LOGIN, answering(403, { code: "LOGIN_FAILED" }))
  const refused = { ok: false, outcome: "failed", reason: "service_login: LOGIN_FAILED" }
  expect(await sendSms(text)).toEqual(refused)
  expect(stub.requests(SEND)).toHaveLength(0)
})

it("says whether BioT can send at all", async () => {
  stub.on(CONFIGURED, answering(200, { configured: false }))
  expect(await smsConfigured()).toBe(false)
  stub.on(CONFIGURED, answering(403, { code: "ACCESS_DENIED" }))
  expect(await smsConfigured()).toBeNull()
})

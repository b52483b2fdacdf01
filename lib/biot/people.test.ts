import { expect, it } from "vitest"
import { answering, hangingUp, stubServer } from "@/db/testing/stub-server"
import { confirmCode, login, logout, refresh, resendCode, whoAmI } from "./people"

const LOGIN = "/ums/v2/users/login"
const MFA = "/ums/v2/users/login/mfa"
const REFRESH = "/ums/v2/users/token/refresh"
const LOGOUT = "/ums/v2/users/logout"
const SELF = "/organization/v1/users/self"
const stub = stubServer()
const organizationId = "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a"
const userId = "a48b0bfe-d795-4f6a-9a28-39d2df5d8c26"
const signedInUntil = Date.UTC(2026, 10, 23, 12)
const signedIn = {
  userId,
  ownerOrganizationId: organizationId,
  accessJwt: { token: "access", expiration: "2026-11-23T12:00:00Z" },
  refreshJwt: { token: "refresh", expiration: "2026-11-23T20:00:00Z" },
  mfaRequired: null,
}

it("signs a person in", async () => {
  stub.on(LOGIN, answering(200, signedIn))
  expect(await login("robin", "secret")).toEqual({
    ok: true,
    userId,
    organizationId,
    accessToken: "access",
    accessExpiresAt: Date.UTC(2026, 10, 23, 12),
    refreshToken: "refresh",
    refreshExpiresAt: Date.UTC(2026, 10, 23, 20),
  })
  expect(stub.requests(LOGIN)[0]?.json).toEqual({ username: "robin", password: "secret" })
})

const locked = (details: object) => ({ code: "USER_LOCKED_WITH_TIME", details })
it.each([
  [403, { code: "LOGIN_FAILED" }, { reason: "wrong_credentials" }],
  [401, { code: "USER_LOCKED" }, { reason: "locked", minutesLeft: null }],
  [401, locked({ timeLeftInMinutes: 4.2 }), { reason: "locked", minutesLeft: 5 }],
  [401, locked({ timeLeftInMinutes: "x" }), { reason: "locked", minutesLeft: null }],
  [200, { ...signedIn, passwordResetRequired: true }, { reason: "password_reset_required" }],
  [
    200,
    { ...signedIn, refreshJwt: null, mfaRequired: true, phone: "*****8989" },
    {
      reason: "mfa_required",
      accessToken: "access",
      expiresAt: Date.UTC(2026, 10, 23, 12),
      phoneEnding: "89",
    },
  ],
  [429, {}, { reason: "unavailable" }],
  [500, {}, { reason: "unavailable" }],
  [200, { userId: null }, { reason: "unavailable" }],
])("says why a person is not signed in (%i %j)", async (status, body, failure) => {
  stub.on(LOGIN, answering(status, body))
  expect(await login("robin", "secret")).toEqual({ ok: false, ...failure })
})

it("says that BioT is unavailable when it hangs up", async () => {
  for (const path of [LOGIN, REFRESH, SELF, LOGOUT]) stub.on(path, hangingUp)
  const unavailable = { ok: false, reason: "unavailable" }
  expect(await login("robin", "secret")).toEqual(unavailable)
  expect(await refresh("token")).toEqual(unavailable)
  expect(await whoAmI("token")).toEqual(unavailable)
  expect(await logout("token")).toBe("unavailable")
})

it("tells a session that ended from a BioT that does not answer", async () => {
  stub.on(REFRESH, answering(403, { code: "LOGIN_FAILED" }))
  expect(await refresh("token")).toEqual({ ok: false, reason: "ended" })
  stub.on(REFRESH, answering(200, signedIn))
  expect(await refresh("token")).toMatchObject({ ok: true, accessToken: "access" })
  stub.on(SELF, answering(401, { code: "TOKEN_NOT_VALID" }))
  expect(await whoAmI("token")).toEqual({ ok: false, reason: "ended" })
})

it("says who a person is, with what BioT left out as null", async () => {
  const self = { _id: userId, _userType: "caregiver", _ownerOrganization: { id: organizationId } }
  stub.on(SELF, answering(200, { ...self, _name: null, _locale: "en-us", custom: 5 }))
  expect(await whoAmI("token")).toEqual({
    ok: true,
    person: {
      id: userId,
      userType: "caregiver",
      organizationId,
      organizationName: "",
      firstName: null,
      lastName: null,
      email: null,
      templateName: null,
      locale: "en-US",
      isEnabled: true,
    },
  })
})

it.each([
  [200, signedIn, { ok: true, accessToken: "access", refreshToken: "refresh" }],
  [200, { ...signedIn, mfaRequired: true }, { ok: true, refreshToken: "refresh" }],
  [200, { ...signedIn, mfaRequired: true, refreshJwt: null }, { ok: false, reason: "wrong_code" }],
  [
    200,
    { ...signedIn, passwordResetRequired: true, refreshJwt: null },
    { ok: false, reason: "password_reset_required" },
  ],
  [403, { code: "LOGIN_FAILED" }, { ok: false, reason: "wrong_code" }],
  [400, {}, { ok: false, reason: "wrong_code" }],
  [401, { code: "TOKEN_NOT_VALID" }, { ok: false, reason: "code_expired" }],
  [401, { code: "USER_LOCKED" }, { ok: false, reason: "locked", minutesLeft: null }],
  [500, {}, { ok: false, reason: "unavailable" }],
])("says what became of a code (%i %j)", async (status, body, result) => {
  stub.on(MFA, answering(status, body))
  expect(await confirmCode("first", "123456")).toMatchObject(result)
  const [asked] = stub.requests(MFA)
  expect(asked?.json).toEqual({ code: "123456" })
  expect(asked?.headers.authorization).toBe("Bearer first")
})

it.each([
  [200, { mfaExpiration: "2026-11-23T12:00:00Z" }, { ok: true, expiresAt: signedInUntil }],
  [200, {}, { ok: true, expiresAt: null }],
  [401, { code: "TOKEN_NOT_VALID" }, { ok: false, reason: "code_expired" }],
  [503, {}, { ok: false, reason: "unavailable" }],
])("says whether a new code is on its way (%i %j)", async (status, body, result) => {
  stub.on(`${MFA}/resend`, answering(status, body))
  expect(await resendCode("first")).toEqual(result)
})

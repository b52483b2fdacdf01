import { describe, expect, it, vi } from "vitest"
import { ENDS_CODE_STEP } from "@/components/sign-in/failure-words"
import { database, openDatabase, replaceDatabase } from "@/db/client"
import { contentsOf } from "@/db/testing/contents"
import { directoryWorld } from "@/db/testing/directory-world"
import { signInBrowser } from "@/db/testing/sign-in-browser"
import { signInPeople, TEST_PASSWORD } from "@/db/testing/sign-in-people"
import { pullDirectory } from "@/lib/directory/pull"
import { forLog, log } from "@/lib/log"
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { GET, POST } from "./route"

const world = directoryWorld({ NEXTAUTH_URL: "http://portal.test" })
const { query } = world
const SESSION = "doseline.session"
const PENDING = "doseline.second-step"
const { someone, withMfa, codesOn, lastCode } = signInPeople(world, { GET, POST })

const sessionsOf = (staffId: string) =>
  query("SELECT * FROM sessions WHERE staff_id = $1 AND ended_at IS NULL", [staffId])
const settings = (patch: object) => world.simulator().control("POST", "/simulator/settings", patch)

/** As if `ms` had passed for this process, whose clock the steps are told by. */
async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const real = Date.now
  vi.spyOn(Date, "now").mockImplementation(() => real() + ms)
  return work().finally(() => vi.restoreAllMocks())
}

describe("a password alone", () => {
  it("signs in, and keeps who it is, the template and when to renew", async () => {
    const person = await someone()
    expect((await person.first()).error).toBeNull()
    expect(person.cookies.has(SESSION)).toBe(true)
    const [row] = await query("SELECT * FROM staff WHERE id = $1", [person.id])
    expect(row).toMatchObject({ role: "coordinator", template_name: "OrganizationUser" })
    const [session] = await sessionsOf(person.id)
    const renewIn = Number(session?.biot_renew_at) - Date.now()
    expect(renewIn).toBeGreaterThan(28 * MINUTE_MS)
    expect(renewIn).toBeLessThan(30 * MINUTE_MS)
    expect(String(session?.refresh_token_sealed)).not.toMatch(/^[0-9a-f-]{36}$/)
  })

  it("that is wrong, and accounts that BioT keeps closed, are told apart in words", async () => {
    const refused = async (fields: Parameters<typeof someone>[0], error: string) => {
      const person = await someone(fields)
      expect((await person.first()).error).toBe(error)
      expect(person.cookies.has(SESSION)).toBe(false)
      expect(await sessionsOf(person.id)).toEqual([])
    }
    await refused({ login: { password: "another" } }, "wrong_credentials")
    await refused({ login: { lockedMinutes: 12 } }, "locked:12")
    await refused({ login: { locked: true } }, "locked")
    await refused({ login: { passwordResetRequired: true } }, "password_reset_required")
    await refused({ entity: { _enabled: "DISABLED" } }, "wrong_credentials")
    await refused({ kind: "patient" }, "patient")
  })

  it("is asked about ten times in five minutes, whoever asks", async () => {
    const { username } = await someone()
    const errors: (string | null)[] = []
    for (let n = 0; n < 12; n += 1) {
      const { step } = signInBrowser({ GET, POST })
      errors.push((await step({ username, password: "x" })).error)
    }
    expect(errors.slice(0, 10)).toEqual(Array(10).fill("wrong_credentials"))
    expect(errors.slice(10)).toEqual(["too_many_attempts", "too_many_attempts"])
  })

  it("leaves an organization that the pull then completes", async () => {
    const [, berlin = ""] = world.organizationIds()
    const person = await someone({ entity: { _ownerOrganization: { id: berlin, name: "N" } } })
    expect((await person.first()).error).toBeNull()
    const zone = () => query("SELECT name, time_zone FROM organizations WHERE id = $1", [berlin])
    expect(await zone()).toEqual([{ name: "N", time_zone: "UTC" }])
    await pullDirectory({ now: Date.now() })
    expect(await zone()).toEqual([{ name: "Nordlicht Praxis", time_zone: "Europe/Berlin" }])
    const [row] = await query("SELECT * FROM staff WHERE id = $1", [person.id])
    expect(row).toMatchObject({ phone: person.phone, role: "coordinator" })
    expect(await sessionsOf(person.id)).toHaveLength(1)
  })

  it("brings back whom an older reading took for deleted", async () => {
    const person = await someone()
    await person.first()
    await query(
      "UPDATE staff SET deleted_at = now(), is_enabled = false, role = NULL WHERE id = $1",
      [person.id],
    )
    expect((await person.first()).error).toBeNull()
    const [row] = await query("SELECT * FROM staff WHERE id = $1", [person.id])
    expect(row).toMatchObject({ deleted_at: null, is_enabled: true, role: "coordinator" })
  })
})

describe("a code as the second step", () => {
  it("is asked for, texted, and signs in", async () => {
    const person = await withMfa()
    const asked = await person.first()
    expect(asked.error).toBe(`mfa_required:${person.phone.slice(-2)}`)
    expect(person.cookies.has(SESSION)).toBe(false)
    const pending = asked.set.find((each) => each.startsWith(PENDING)) ?? ""
    expect(pending).toMatch(/; Max-Age=(29\d|30[01]); Path=\/; HttpOnly; SameSite=Strict$/)
    const done = await person.step({ code: await lastCode(person.phone) })
    expect(done.error).toBeNull()
    expect(person.cookies.has(SESSION)).toBe(true)
    expect(person.cookies.has(PENDING)).toBe(false)
    expect(await sessionsOf(person.id)).toHaveLength(1)
  })

  it("may be wrong and tried again, and is good once", async () => {
    const person = await withMfa()
    await person.first()
    const code = await lastCode(person.phone)
    for (const wrong of [code === "123456" ? "654321" : "123456", "", "abc", "1".repeat(400)]) {
      expect((await person.step({ code: wrong })).error).toBe("wrong_code")
    }
    const pending = person.cookies.get(PENDING) ?? ""
    expect((await person.step({ code })).error).toBeNull()
    const replay = signInBrowser({ GET, POST })
    replay.cookies.set(PENDING, pending)
    expect((await replay.step({ code })).error).not.toBeNull()
    expect(replay.cookies.has(SESSION)).toBe(false)
  })

  it("is tried five times in five minutes, however often the password is given", async () => {
    const person = await withMfa()
    await person.first()
    for (let n = 0; n < 5; n += 1) {
      if (n === 3) await person.first()
      expect((await person.step({ code: "000000" })).error).toBe("wrong_code")
    }
    const code = await lastCode(person.phone)
    expect((await person.step({ code })).error).toBe("too_many_codes")
    expect(person.cookies.has(PENDING)).toBe(false)
    await person.first()
    expect((await person.step({ code: await lastCode(person.phone) })).error).toBe("too_many_codes")
    await person.first()
    const still = await later(4 * MINUTE_MS + 58 * SECOND_MS, () => person.step({ code: "000000" }))
    expect(still.error).toBe("too_many_codes")
  })

  it("is sent anew after a while, and only the newest counts", async () => {
    const person = await withMfa()
    await person.first()
    expect((await person.step({ resend: "true" })).error).toBe("resend_too_soon")
    expect(await codesOn(person.phone)).toHaveLength(1)
    const again = await later(31 * SECOND_MS, () => person.step({ resend: "true" }))
    expect(again.error).toBe(`mfa_resent:${person.phone.slice(-2)}`)
    const [old = "", fresh = ""] = await codesOn(person.phone)
    if (old !== fresh) expect((await person.step({ code: old })).error).toBe("wrong_code")
    expect((await person.step({ code: fresh })).error).toBeNull()
  })

  it("is sent anew three times in five minutes", async () => {
    const person = await withMfa()
    await person.first()
    const errors: (string | null)[] = []
    for (let n = 1; n <= 4; n += 1) {
      errors.push((await later(n * 31 * SECOND_MS, () => person.step({ resend: "1" }))).error)
    }
    expect(errors.at(-1)).toBe("resend_too_soon")
    expect(await codesOn(person.phone)).toHaveLength(4)
  })

  it("expires, here and at BioT", async () => {
    const person = await withMfa()
    await person.first()
    const code = await lastCode(person.phone)
    const over = await later(6 * MINUTE_MS, () => person.step({ code }))
    expect(over.error).toBe("code_expired")
    expect(person.cookies.has(PENDING)).toBe(false)

    await settings({ mfaSeconds: 1 })
    await person.first()
    await settings({ mfaSeconds: 300 })
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    // For a portal whose clock is behind, BioT's word still counts.
    const told = await later(-HOUR_MS, async () =>
      person.step({ code: await lastCode(person.phone) }),
    )
    expect(told.error).toBe("code_expired")
    expect(person.cookies.has(SESSION)).toBe(false)
  })

  it("survives BioT's absence in the middle", async () => {
    const person = await withMfa()
    await world.withBiotAway(async () => {
      expect((await person.first()).error).toBe("unavailable")
    })
    await person.first()
    const code = await lastCode(person.phone)
    await world.withBiotAway(async () => {
      expect((await person.step({ code })).error).toBe("code_unavailable")
      const again = await later(31 * SECOND_MS, () => person.step({ resend: "true" }))
      expect(again.error).toBe("resend_unavailable")
    })
    expect((await person.step({ code })).error).toBeNull()
  })

  it("is nothing without the password's step, or with one that was made up", async () => {
    const person = await withMfa()
    const before = await contentsOf(world.test.owner())
    expect((await person.step({ code: "123456" })).error).toBe("code_expired")
    expect((await person.step({ resend: "true" })).error).toBe("code_expired")
    await person.first()
    const code = await lastCode(person.phone)
    const sealed = decodeURIComponent(person.cookies.get(PENDING) ?? "")
    const bytes = Buffer.from(sealed, "base64")
    bytes[40] = (bytes[40] ?? 0) ^ 1
    const refused = { ...(await someone()) }
    const forged = [bytes.toString("base64"), "x", "", "%", sealed.slice(0, 60), "é"]
    for (const value of forged) {
      refused.cookies.set(PENDING, encodeURIComponent(value))
      expect((await refused.step({ code })).error, value).toBe("code_expired")
    }
    refused.cookies.set(PENDING, "%E0%A4%A")
    expect((await refused.step({ code })).error).toBe("code_expired")
    expect(await contentsOf(world.test.owner())).toEqual(before)
    expect(refused.cookies.has(SESSION)).toBe(false)
  })

  it("is used up when the database is away then, and the page asks for the password again", async () => {
    const person = await withMfa()
    await person.first()
    const code = await lastCode(person.phone)
    const present = database()
    replaceDatabase(openDatabase("postgresql://nobody:x@127.0.0.1:1/none", () => {}))
    const answer = await person.step({ code }).finally(() => replaceDatabase(present))
    expect(answer.error).toBe("database_away")
    expect(person.cookies.has(PENDING)).toBe(false)
    expect(ENDS_CODE_STEP.has(answer.error ?? "")).toBe(true)
    expect((await person.step({ code })).error).toBe("code_expired")
    await person.first()
    expect((await person.step({ code: await lastCode(person.phone) })).error).toBeNull()
  })

  it("opens no account that was disabled meanwhile", async () => {
    const person = await withMfa()
    await person.first()
    await world.changeInBiot("organization-user", { _id: person.id, _enabled: "DISABLED" })
    const done = await person.step({ code: await lastCode(person.phone) })
    expect(done.error).toBe("wrong_code")
    expect(await sessionsOf(person.id)).toEqual([])
  })
})

it("tells a reason and no more, in the browser and in the log, when the database fails", async () => {
  const words: unknown[] = []
  for (const level of ["info", "warn", "error"] as const) {
    vi.spyOn(log, level).mockImplementation((...args: unknown[]) => words.push(args))
  }
  const person = await withMfa()
  await person.first()
  await person.step({ code: "111111" })
  const code = await lastCode(person.phone)
  await query("ALTER TABLE sessions RENAME TO sessions_away")
  const answer = await person.step({ code })
  await query("ALTER TABLE sessions_away RENAME TO sessions")
  vi.restoreAllMocks()
  expect(answer.error).toBe("internal")
  expect(answer.text).not.toContain("Robin")
  const said = JSON.stringify(words, (_, each) =>
    each instanceof Error ? forLog(each) : (each as unknown),
  )
  expect(said).toContain("signing in failed")
  for (const secret of [
    person.username,
    person.phone,
    TEST_PASSWORD,
    "Robin",
    "Vale",
    code,
    "111111",
  ]) {
    expect(said).not.toContain(secret)
  }
})

import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { withinRequest } from "@/db/testing/request-scope"
import { testEnvironment } from "@/db/testing/stub-server"
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { requireStaff, staffFor } from "./session"

testEnvironment()
const test = testDatabase()
const arrange = fixtures(test)
const quiet = { touch: false }

describe("a session", () => {
  let coordinator: ArrangedStaff
  const change = (table: "staff" | "sessions", set: string) =>
    test
      .owner()
      .query(`UPDATE ${table} SET ${set} WHERE id = $1`, [
        table === "staff" ? coordinator.staffId : coordinator.sessionId,
      ])

  const seen = async () => {
    const { rows } = await test
      .owner()
      .query("SELECT seen_at FROM sessions WHERE id = $1", [coordinator.sessionId])
    return rows[0].seen_at.getTime()
  }

  beforeEach(async () => {
    const organization = await arrange.organization()
    coordinator = await arrange.staff(organization.id, "coordinator")
  })

  it("gives the role that the database has now", async () => {
    expect(await staffFor(coordinator, Date.now(), quiet)).toMatchObject({ role: "coordinator" })
    await change("staff", "role = 'clinician'")
    expect(await staffFor(coordinator, Date.now(), quiet)).toMatchObject({ role: "clinician" })
  })

  it("ends with the person's role, with a disabled account, and by signing out", async () => {
    for (const [table, end, undo] of [
      ["staff", "role = NULL", "role = 'admin'"],
      ["staff", "is_enabled = false", "is_enabled = true"],
      ["sessions", "ended_at = now()", "ended_at = NULL"],
    ] as const) {
      await change(table, end)
      expect(await staffFor(coordinator, Date.now(), quiet), end).toBeNull()
      await change(table, undo)
      expect(await staffFor(coordinator, Date.now(), quiet), undo).not.toBeNull()
    }
  })

  it("ends after 15 idle minutes, and not before", async () => {
    const now = Date.now()
    expect(await staffFor(coordinator, now + 14 * MINUTE_MS, quiet)).not.toBeNull()
    expect(await staffFor(coordinator, now + 16 * MINUTE_MS, quiet)).toBeNull()
  })

  it("ends after twelve hours however busy it is", async () => {
    await change("sessions", "seen_at = now() + interval '12 hours'")
    const now = Date.now()
    expect(await staffFor(coordinator, now + 12 * HOUR_MS - MINUTE_MS, quiet)).not.toBeNull()
    expect(await staffFor(coordinator, now + 12 * HOUR_MS + MINUTE_MS, quiet)).toBeNull()
  })

  it("counts what a person does as activity, and not what the page fetches by itself", async () => {
    await change("sessions", "seen_at = now() - interval '5 minutes'")
    const before = await seen()
    await staffFor(coordinator, Date.now(), quiet)
    expect(await seen()).toBe(before)
    await staffFor(coordinator, Date.now(), { touch: true })
    expect(await seen()).toBeGreaterThan(before + 4 * MINUTE_MS + 50 * SECOND_MS)
  })

  it("counts a page that the browser goes to, and not one that renews itself", async () => {
    await change("sessions", "seen_at = now() - interval '5 minutes'")
    const before = await seen()
    const open = (mode: string) =>
      withinRequest({ as: coordinator, headers: { "sec-fetch-mode": mode } }, requireStaff)
    await open("cors")
    expect(await seen()).toBe(before)
    await open("navigate")
    expect(await seen()).toBeGreaterThan(before)
  })

  it("opens no other organization, whatever the cookie claims", async () => {
    const other = await arrange.organization()
    const claimed = { ...coordinator, organizationId: other.id }
    expect(await staffFor(claimed, Date.now(), quiet)).toBeNull()
  })

  it("belongs to one person", async () => {
    const admin = await arrange.staff(coordinator.organizationId, "admin")
    const claimed = { ...coordinator, staffId: admin.staffId }
    expect(await staffFor(claimed, Date.now(), quiet)).toBeNull()
  })
})

import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { MINUTE_MS } from "@/lib/time"
import { LOG_PAGE_SIZE, messageLog } from "./log-queries"
import { readCursor, readLogFilter } from "./log-schema"

const test = testDatabase()
const arrange = fixtures(test)
const NOW = Date.UTC(2026, 10, 3, 12)

it("shows each message once, newest first, page after page", async () => {
  const clinic = await arrange.clinic()
  // Pairs made in the same millisecond, one of which a page may end on.
  for (let n = 0; n < LOG_PAGE_SIZE + 3; n += 1) {
    const createdAt = NOW - Math.floor(n / 2) * MINUTE_MS
    await arrange.message(clinic.patient, [], { createdAt })
  }
  const ctx = mintStaffContext(clinic.clinician)
  const first = await messageLog(ctx, "all", null)
  const rest = await messageLog(ctx, "all", readCursor(first.nextCursor))
  expect([first.rows.length, rest.rows.length]).toEqual([LOG_PAGE_SIZE, 3])
  expect(rest.nextCursor).toBeNull()
  const all = [...first.rows, ...rest.rows]
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.map(({ createdAt }) => createdAt)).toEqual(
    all.map(({ createdAt }) => createdAt).sort((a, b) => b - a),
  )
})

it("narrows by state, counts what is under way or in trouble, and names the doses", async () => {
  const [clinic, other] = [await arrange.clinic(), await arrange.clinic()]
  const dose = await arrange.dose(clinic.regimen, { dueAt: Date.UTC(2026, 10, 3, 8) })
  const failed = await arrange.message(clinic.patient, [dose], { state: "failed", createdAt: NOW })
  await arrange.message(clinic.patient, [], { createdAt: NOW })
  await arrange.message(other.patient, [], { state: "failed", createdAt: NOW })

  const page = await messageLog(mintStaffContext(clinic.clinician), "failed", null)
  expect(page.rows.map(({ id, doses, by }) => ({ id, doses, by }))).toEqual([
    { id: failed.id, doses: ["Tue 3 Nov 08:00, Metformin"], by: null },
  ])
  expect(page.counts).toEqual({ failed: 1 })
})

it("begins at the beginning for what is no cursor and no state", () => {
  for (const text of [null, "", "x", "12_", "_", `1.5_${"0".repeat(36)}`]) {
    expect(readCursor(text)).toBeNull()
  }
  expect(readLogFilter("lost")).toBe("all")
})

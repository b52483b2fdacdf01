import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, mintSystemContext, type SystemContext } from "@/lib/auth/context"
import { DAY_MS } from "@/lib/time"
import { materializeAll, materializeDoses } from "./materialize"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-03-27T12:00:00Z")
const systemOf = (organizationId: string) => mintSystemContext(organizationId, "test", "trace")

async function berlin(fields: { slots?: string[] } = {}) {
  const home = await arrange.organization({ timeZone: "Europe/Berlin" })
  const patient = await arrange.patient(home.id)
  const regimen = await arrange.regimen(patient, { timeZone: "Europe/Berlin", ...fields })
  await test
    .owner()
    .query("UPDATE regimen_versions SET created_at = '2026-01-01' WHERE regimen_id = $1", [
      regimen.id,
    ])
  return { home, patient, regimen }
}
const dosesOf = async (regimenId: string) =>
  (
    await test
      .owner()
      .query("SELECT * FROM doses WHERE regimen_id = $1 ORDER BY due_at", [regimenId])
  ).rows

describe("materializeDoses", () => {
  it("makes each dose from two days ago to 14 days ahead once, through a change of clocks", async () => {
    const { home, regimen } = await berlin({ slots: ["02:30", "20:00"] })
    expect(await materializeDoses(systemOf(home.id), { now })).toBe(2 * 17)
    const rows = await dosesOf(regimen.id)
    expect(rows).toHaveLength(34)
    const moved = rows.filter((row) => row.slot === "02:30")[4]
    expect(moved.due_at.toISOString()).toBe("2026-03-29T01:30:00.000Z")
  })

  it("adds nothing when it runs again, or twice at once, and changes nothing that is there", async () => {
    const { home, regimen } = await berlin()
    await Promise.all([1, 2, 3].map(() => materializeDoses(systemOf(home.id), { now })))
    const before = await dosesOf(regimen.id)
    expect(before).toHaveLength(17)
    await test
      .owner()
      .query(
        "UPDATE regimen_versions SET windows = '{\"onTimeMinutes\": 5}' WHERE regimen_id = $1",
        [regimen.id],
      )
    expect(await materializeDoses(systemOf(home.id), { now })).toBe(0)
    expect(await dosesOf(regimen.id)).toEqual(before)
    expect(await materializeDoses(systemOf(home.id), { now: now + DAY_MS })).toBe(1)
  })

  it("makes none for a time before the regimen was written down", async () => {
    const { home, regimen } = await berlin({ slots: ["08:00", "20:00"] })
    await test
      .owner()
      .query("UPDATE regimen_versions SET created_at = $2 WHERE regimen_id = $1", [
        regimen.id,
        new Date(now),
      ])
    await materializeDoses(systemOf(home.id), { now })
    const [first] = await dosesOf(regimen.id)
    expect(first).toMatchObject({ local_date: expect.anything(), slot: "20:00" })
  })

  it("obeys only the system, and stays in its organization", async () => {
    const mine = await berlin()
    const other = await berlin()
    const admin = await arrange.staff(mine.home.id, "admin")
    // The types refuse it already; the check at run time is what is tested.
    const staff = mintStaffContext(admin) as unknown as SystemContext
    await expect(materializeDoses(staff, { now })).rejects.toMatchObject({ code: "forbidden" })
    await materializeDoses(systemOf(mine.home.id), { now })
    expect(await dosesOf(other.regimen.id)).toEqual([])
    expect(await materializeAll(now)).toBeGreaterThanOrEqual(17)
    expect(await dosesOf(other.regimen.id)).toHaveLength(17)
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"
import { pullDirectory } from "./pull"

const test = testDatabase()
let biot: RunningSimulator
const query = async (text: string) => (await test.owner().query(text)).rows

beforeAll(async () => {
  biot = await startSimulator()
  testEnvironment({ BIOT_BASE_URL: biot.url })
})
afterAll(() => biot.stop())

describe("pullDirectory", () => {
  it("brings organizations, staff with their roles, and patients", async () => {
    const pulled = await pullDirectory({ now: Date.now() })
    expect(pulled).toMatchObject({ organizations: 2, skipped: 0 })
    expect(pulled.patients).toBeGreaterThan(20)
    expect(await query("SELECT name, time_zone FROM organizations ORDER BY name")).toEqual([
      { name: "Lakeside Heart Clinic", time_zone: "America/New_York" },
      { name: "Nordlicht Praxis", time_zone: "Europe/Berlin" },
    ])
    const roles = await query("SELECT DISTINCT kind, role FROM staff ORDER BY role")
    expect(roles).toEqual(
      [
        { kind: "caregiver", role: "clinician" },
        { kind: "organization-user", role: "coordinator" },
        { kind: "organization-user", role: "admin" },
      ].sort((a, b) => (a.role < b.role ? -1 : 1)),
    )
    const disabled = await query("SELECT count(*)::int AS n FROM patients WHERE NOT is_enabled")
    expect(disabled).toEqual([{ n: 1 }])
  })

  it("keeps what is ours, renews what is BioT's, and adds nobody twice", async () => {
    const before = await query("SELECT count(*)::int AS n FROM patients")
    await query(
      "UPDATE patients SET time_zone_override = 'Asia/Tokyo', first_name = 'Old', is_enabled = false",
    )
    await query(`UPDATE organizations SET settings = '{"dailyCap": 3}', name = 'Old'`)
    await pullDirectory({ now: Date.now() })
    const [patient] = await query("SELECT * FROM patients WHERE is_enabled LIMIT 1")
    expect(patient).toMatchObject({ time_zone_override: "Asia/Tokyo" })
    expect(patient.first_name).not.toBe("Old")
    const [home] = await query("SELECT * FROM organizations LIMIT 1")
    expect(home).toMatchObject({ settings: { dailyCap: 3 } })
    expect(home.name).not.toBe("Old")
    expect(await query("SELECT count(*)::int AS n FROM patients")).toEqual(before)
  })

  it("takes only what changed since", async () => {
    const pulled = await pullDirectory({ since: Date.now() + 60_000, now: Date.now() })
    expect(pulled).toMatchObject({ staff: 0, patients: 0 })
  })
})

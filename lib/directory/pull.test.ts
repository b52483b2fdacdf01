import { beforeAll, describe, expect, it } from "vitest"
import { directoryWorld } from "@/db/testing/directory-world"
import { mintStaffContext } from "@/lib/auth/context"
import { MINUTE_MS } from "@/lib/time"
import { pullDirectory } from "./pull"
import { directoryProgress } from "./queries"

const world = directoryWorld()
const { query, arrange } = world
const pull = (kind?: "complete" | "recent") =>
  pullDirectory({ now: Date.now(), ...(kind ? { kind } : {}) })

describe("a pull of everybody", () => {
  it("brings organizations, staff with their roles, and patients", async () => {
    const pulled = await pull()
    expect(pulled).toMatchObject({ organizations: 2, unreadable: 0, removed: 0 })
    expect(pulled.seen).toBeGreaterThan(30)
    expect(await query("SELECT name, time_zone FROM organizations ORDER BY name")).toEqual([
      { name: "Lakeside Heart Clinic", time_zone: "America/New_York" },
      { name: "Nordlicht Praxis", time_zone: "Europe/Berlin" },
    ])
    expect(await query("SELECT DISTINCT kind, role FROM staff ORDER BY role")).toEqual([
      { kind: "organization-user", role: "admin" },
      { kind: "caregiver", role: "clinician" },
      { kind: "organization-user", role: "coordinator" },
    ])
    const homes = await query("SELECT DISTINCT organization_id FROM patients")
    expect(homes).toHaveLength(2)
    expect(await query("SELECT count(*)::int AS n FROM staff WHERE phone IS NOT NULL")).not.toEqual(
      [{ n: 0 }],
    )
  })

  it("keeps what is ours, renews what is BioT's, and adds nobody twice", async () => {
    const before = await query("SELECT count(*)::int AS n FROM patients")
    await query(
      "UPDATE patients SET time_zone_override = 'Asia/Tokyo', first_name = 'Old', is_enabled = false",
    )
    await query(`UPDATE organizations SET settings = '{"dailyCap": 3}', name = 'Old'`)
    await pull("complete")
    const patients = await query("SELECT * FROM patients WHERE is_enabled")
    for (const patient of patients) expect(patient.time_zone_override).toBe("Asia/Tokyo")
    expect(patients.map(({ first_name }) => first_name)).not.toContain("Old")
    const [home] = await query("SELECT * FROM organizations LIMIT 1")
    expect(home).toMatchObject({ settings: { dailyCap: 3 } })
    expect(home?.name).not.toBe("Old")
    expect(await query("SELECT count(*)::int AS n FROM patients")).toEqual(before)
  })

  it("finds who was deleted without a word, asks for each by id, and knows who came back", async () => {
    for (const organizationId of world.organizationIds()) {
      const id = await world.anyPatient(organizationId)
      const kept = await world.removeInBiot(id)
      await pull("recent")
      expect(await world.patient(id)).toMatchObject({ deleted_at: null })
      expect(await pull("complete")).toMatchObject({ removed: 1 })
      expect((await world.patient(id)).deleted_at).not.toBeNull()
      await world.putBackInBiot(kept)
      expect(await pull("complete")).toMatchObject({ changed: 1, removed: 0 })
      expect(await world.patient(id)).toMatchObject({ deleted_at: null })
    }
  })
})

describe("a pull of changes", () => {
  it("takes only whom BioT changed since the last one", async () => {
    expect(await pull()).toMatchObject({ seen: 0, changed: 0 })
    const id = await world.anyPatient(world.organizationIds()[1] ?? "")
    await world.changeInBiot("patient", { _id: id, _name: { firstName: "Neu", lastName: "Name" } })
    expect(await pull()).toMatchObject({ seen: 1, changed: 1 })
    expect(await world.patient(id)).toMatchObject({ first_name: "Neu", last_name: "Name" })
    expect(await pull()).toMatchObject({ seen: 1, changed: 0 })
  })

  it("keeps who lost name and number to a missing entitlement", async () => {
    const id = await world.anyPatient(world.organizationIds()[0] ?? "")
    const before = await world.patient(id)
    await world.changeInBiot("patient", { _id: id, _name: null, _phone: null })
    await pull()
    expect(await world.patient(id)).toMatchObject({ first_name: null, phone: null })
    await world.changeInBiot("patient", {
      ...{ _id: id, _phone: before.phone },
      _name: { firstName: before.first_name, lastName: before.last_name },
    })
    await pull()
    expect(await world.patient(id)).toMatchObject({ phone: before.phone })
  })
})

describe("the progress of pulls", () => {
  beforeAll(async () => {
    await pull("complete")
  })

  it("is told to the organization that it is of, and its failure too", async () => {
    const [home, other] = world.organizationIds()
    const ctx = mintStaffContext(await arrange.staff(home ?? "", "admin"))
    const told = await directoryProgress(ctx, Date.now())
    expect(told.complete).toMatchObject({ kind: "complete", state: "done", error: null })
    expect(told.complete?.seen).toBe(
      (
        await query(`SELECT (SELECT count(*)::int FROM patients WHERE organization_id = '${home}')
        + (SELECT count(*)::int FROM staff WHERE organization_id = '${home}') - 1 AS n`)
      )[0]?.n,
    )
    expect(told.people.patients).toBeGreaterThan(5)
    const elsewhere = mintStaffContext(await arrange.staff(other ?? "", "admin"))
    const theirs = await directoryProgress(elsewhere, Date.now())
    expect(theirs.complete?.id).not.toBe(told.complete?.id)

    await world.withBiotAway(async () => {
      await expect(pull()).rejects.toThrow()
    })
    const failed = await directoryProgress(ctx, Date.now())
    expect(failed.recent).toMatchObject({ state: "failed", error: "ECONNREFUSED", seen: 0 })
    expect(failed.complete).toMatchObject({ state: "done" })
  })

  it("calls one that went silent interrupted", async () => {
    const ctx = mintStaffContext(await arrange.staff(world.organizationIds()[0] ?? "", "admin"))
    await query("UPDATE directory_syncs SET finished_at = NULL, error = NULL WHERE kind = 'recent'")
    expect((await directoryProgress(ctx, Date.now())).recent?.state).toBe("running")
    const later = Date.now() + 11 * MINUTE_MS
    expect((await directoryProgress(ctx, later)).recent?.state).toBe("interrupted")
  })
})

import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import type { BiotPerson } from "@/lib/biot/directory"
import { localTimeAt } from "@/lib/local-date"
import { setTimeZoneOverride } from "@/lib/patients/mutations"
import { materializeDoses } from "@/lib/regimens/materialize"
import { DAY_MS } from "@/lib/time"
import { followOrganization } from "./follow-zones"
import { keepPeople } from "./mutations"
import { saveOrganizations } from "./organizations"

const test = testDatabase()
const arrange = fixtures(test)
const BIOT = { phone: null, locale: null, lastModifiedAt: null, templateName: null }
const [BERLIN, TOKYO, PARIS] = ["Europe/Berlin", "Asia/Tokyo", "Europe/Paris"]
let clinic: ArrangedClinic

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const system = (of = clinic) => mintSystemContext(of.organization.id, "test", "trace")

/** The zone that doses from the day after tomorrow on are planned in, checked against their times. */
async function zoneAhead(patientId: string): Promise<string[]> {
  const rows = await query("SELECT * FROM doses WHERE patient_id = $1 AND due_at > $2", [
    ...[patientId, new Date(Date.now() + 2 * DAY_MS)],
  ])
  expect(rows.length).toBeGreaterThan(10)
  for (const { due_at, time_zone, slot } of rows) {
    expect(localTimeAt(due_at.getTime(), time_zone)).toBe(slot)
  }
  return [...new Set(rows.map(({ time_zone }) => time_zone))]
}
async function arrangePatient(
  fields: Parameters<typeof arrange.patient>[1] = {},
  of = clinic,
  timeZone = BERLIN,
) {
  const patient = await arrange.patient(of.organization.id, fields)
  await arrange.regimen(patient, { timeZone, slots: ["08:00", "20:00"] })
  return patient.id
}
const plan = (of = clinic) => materializeDoses(system(of), { now: Date.now() })
const verbs = async (patientId: string) =>
  (await query("SELECT verb FROM audit WHERE patient_id = $1 ORDER BY at, id", [patientId])).map(
    ({ verb }) => verb,
  )

beforeEach(async () => {
  clinic = await arrange.clinic({ timeZone: BERLIN })
})

describe("a patient's zone that changes in BioT", () => {
  const keep = (id: string, timeZone: string | null, later = 1_000, of = clinic) => {
    const person: BiotPerson = {
      ...{ id, organizationId: of.organization.id, firstName: "Ada", lastName: "Vance" },
      ...{ ...BIOT, additionalPhone: null, timeZone, isEnabled: true },
    }
    const now = Date.now()
    return keepPeople(system(of), { kind: "patient", people: [person], asOf: now + later, now })
  }

  it("takes the doses ahead along, so that an override finds them", async () => {
    const id = await arrangePatient({ timeZoneAttribute: BERLIN })
    await plan()
    await keep(id, TOKYO)
    expect(await zoneAhead(id)).toEqual([TOKYO])
    expect(await verbs(id)).toContain("patient.zone_followed")
    const ctx = mintStaffContext(clinic.clinician)
    const set = await setTimeZoneOverride(ctx, { patientId: id, timeZone: PARIS, seen: null })
    expect(set.staying).toEqual([])
    expect(await zoneAhead(id)).toEqual([PARIS])
  })

  it("moves nothing while ours stands before it, nor for what names no zone", async () => {
    const own = await arrangePatient({ timeZoneOverride: BERLIN })
    const free = await arrangePatient({ timeZoneAttribute: "CET, I think" })
    await plan()
    for (const id of [own, free]) await keep(id, id === own ? TOKYO : null)
    for (const id of [own, free]) {
      expect(await zoneAhead(id)).toEqual([BERLIN])
      expect(await verbs(id)).not.toContain("patient.zone_followed")
    }
  })

  it("ends in one zone when two readings come at once", async () => {
    const id = await arrangePatient({ timeZoneAttribute: BERLIN })
    await plan()
    await Promise.all([keep(id, TOKYO, 1_000), keep(id, PARIS, 2_000)])
    expect(await zoneAhead(id)).toEqual([PARIS])
  })

  it("leaves another organization's patient where they are", async () => {
    const id = await arrangePatient({ timeZoneAttribute: BERLIN })
    const elsewhere = await arrange.clinic({ timeZone: BERLIN })
    await plan()
    await keep(id, TOKYO, 1_000, elsewhere)
    expect(await zoneAhead(id)).toEqual([BERLIN])
  })
})

describe("an organization's zone that changes in BioT", () => {
  const save = (timeZone: string | null, of = clinic) =>
    saveOrganizations([{ ...BIOT, id: of.organization.id, name: "Clinic", timeZone }], Date.now())
  const zoneOf = async (of = clinic) =>
    (await query("SELECT time_zone FROM organizations WHERE id = $1", [of.organization.id]))[0]
      ?.time_zone

  it("takes along who lives by it, and nobody else", async () => {
    const elsewhere = await arrange.clinic({ timeZone: BERLIN })
    const follows = await arrangePatient()
    const unnamed = await arrangePatient({ timeZoneAttribute: "somewhere" })
    const disabled = await arrangePatient()
    const own = await arrangePatient({ timeZoneOverride: BERLIN })
    const told = await arrangePatient({ timeZoneAttribute: BERLIN })
    const theirs = await arrangePatient({}, elsewhere)
    for (const of of [clinic, elsewhere]) await plan(of)
    await query("UPDATE patients SET is_enabled = false WHERE id = $1", [disabled])
    await save(TOKYO)
    for (const id of [follows, unnamed, disabled]) expect(await zoneAhead(id)).toEqual([TOKYO])
    for (const id of [own, told, theirs]) {
      expect(await zoneAhead(id)).toEqual([BERLIN])
      expect(await verbs(id)).toEqual([])
    }
    expect([await zoneOf(), await zoneOf(elsewhere)]).toEqual([TOKYO, BERLIN])
    expect(await verbs(follows)).toEqual(["patient.zone_followed"])
    await save(TOKYO)
    expect(await verbs(follows)).toEqual(["patient.zone_followed"])
  })

  it("goes on where an interrupted run left off", async () => {
    const ids = [await arrangePatient(), await arrangePatient()].sort()
    await plan()
    const [first, second] = [String(ids[0]), String(ids[1])]
    await query(`ALTER TABLE regimen_versions ADD CONSTRAINT broken
      CHECK (time_zone <> '${TOKYO}' OR regimen_id NOT IN (${await regimensOf(second)}))`)
    await save(TOKYO)
    await query("ALTER TABLE regimen_versions DROP CONSTRAINT broken")
    expect([await zoneAhead(first), await zoneAhead(second)]).toEqual([[TOKYO], [BERLIN]])
    expect(await zoneOf()).toBe(BERLIN)
    await save(TOKYO)
    expect([await zoneAhead(first), await zoneAhead(second)]).toEqual([[TOKYO], [TOKYO]])
    expect(await zoneOf()).toBe(TOKYO)
    expect(await verbs(first)).toEqual(["patient.zone_followed"])
  })

  it("reads more patients than fit a page", async () => {
    const { id: organizationId } = clinic.organization
    await query(
      `INSERT INTO patients (organization_id, id) SELECT $1, gen_random_uuid()
         FROM generate_series(1, 230)`,
      [organizationId],
    )
    await query(
      `INSERT INTO regimens (organization_id, id, patient_id, medication, dose_text)
       SELECT $1, gen_random_uuid(), id, 'Metformin', '500 mg' FROM patients
        WHERE organization_id = $1`,
      [organizationId],
    )
    await query(
      `INSERT INTO regimen_versions (organization_id, id, regimen_id, start_date, time_zone, slots,
         recurrence) SELECT $1, gen_random_uuid(), id, '2026-01-01', $2,
              '[{"localTime": "08:00", "label": ""}]', '{"kind": "daily"}'
         FROM regimens WHERE organization_id = $1`,
      [organizationId, BERLIN],
    )
    await followOrganization(system(), { from: BERLIN, to: TOKYO, now: Date.now() })
    const [{ n }] = await query(
      `SELECT count(DISTINCT patient_id)::int AS n FROM audit
        WHERE organization_id = $1 AND verb = 'patient.zone_followed'`,
      [organizationId],
    )
    expect(n).toBe(231)
  }, 60_000)

  it("is nobody's among staff", async () => {
    await arrangePatient()
    for (const role of ["clinician", "coordinator", "admin"] as const) {
      const ctx = mintStaffContext(clinic[role]) as never
      const change = { from: BERLIN, to: TOKYO, now: Date.now() }
      await expect(followOrganization(ctx, change)).rejects.toMatchObject({ code: "forbidden" })
    }
  })
})

async function regimensOf(patientId: string): Promise<string> {
  const rows = await query("SELECT id FROM regimens WHERE patient_id = $1", [patientId])
  return rows.map(({ id }) => `'${id}'`).join(", ")
}

import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedRegimen, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { figures } from "@/lib/doses/figures"
import { newId } from "@/lib/id"
import { DAY_MS } from "@/lib/time"
import {
  addMonths,
  changesIn,
  correctionsOf,
  daysOfMonth,
  periodsIn,
  readMonth,
  rowsOf,
  weeksOfMonth,
} from "./month"
import { patientMonth } from "./month-queries"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-04-02T12:00:00Z")
const BERLIN = "Europe/Berlin"
let clinic: ArrangedClinic
let ctx: StaffContext
let patientId: string
let regimen: ArrangedRegimen

beforeAll(async () => {
  clinic = await arrange.clinic({ timeZone: BERLIN })
  ctx = mintStaffContext(clinic.clinician)
  const { organization } = clinic
  const patient = await arrange.patient(organization.id, {
    locale: "es",
    timeZoneAttribute: BERLIN,
  })
  patientId = patient.id
  regimen = await arrange.regimen(patient, { startDate: "2026-03-10", timeZone: BERLIN })
  // Midnight in Berlin, before and after the clocks went forward on 29 March.
  for (const [localDate, at] of [
    ["2026-03-28", "2026-03-27T23:00:00Z"],
    ["2026-03-29", "2026-03-28T23:00:00Z"],
    ["2026-03-30", "2026-03-29T22:00:00Z"],
    ["2026-03-31", "2026-03-30T22:00:00Z"],
    ["2026-04-01", "2026-03-31T22:00:00Z"],
  ] as const) {
    await arrange.dose(regimen, {
      ...{ dueAt: Date.parse(at), localDate, slot: "00:00", timeZone: BERLIN },
    })
  }
})

describe("a month", () => {
  it("is the one in the address, else today's", () => {
    expect(readMonth("2026-02", "2026-04-02")).toBe("2026-02")
    for (const wrong of ["2026-13", "26-02", "", undefined, ["2026-02"]]) {
      expect(readMonth(wrong, "2026-04-02")).toBe("2026-04")
    }
    expect([addMonths("2026-01", -1), addMonths("2026-12", 1)]).toEqual(["2025-12", "2027-01"])
  })

  it("has its days, in weeks that begin where the reader's do", () => {
    expect(daysOfMonth("2028-02")).toHaveLength(29)
    expect(daysOfMonth("2026-03")[0]).toEqual({ date: "2026-03-01", day: 1, weekday: 7 })
    const days = (first: number) =>
      weeksOfMonth("2026-03", first).map((week) => week.map(({ day }) => day?.day ?? 0))
    expect(days(1)).toHaveLength(6)
    expect(days(1)[0]).toEqual([0, 0, 0, 0, 0, 0, 1])
    expect(days(7)).toHaveLength(5)
    expect(days(7)[0]).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(weeksOfMonth("2026-03", 7)[0]?.[0]).toMatchObject({ weekday: 7 })
  })
})

describe("a patient's month", () => {
  it("holds the doses of its days in the patient's calendar, and their own figures", async () => {
    const month = await patientMonth(ctx, patientId, "2026-03", now)
    expect(month.doses.map(({ localDate }) => localDate)).toEqual([
      ...["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"],
    ])
    expect(month).toMatchObject({ from: "2026-03-01", to: "2026-03-31", locale: "es" })
    expect(month.firstDate).toBe("2026-03-28")
    const range = { fromDate: month.from, toDate: month.to, now }
    expect(month.figures).toEqual(figures(month.doses, range))
    expect(rowsOf(month.doses)).toMatchObject([{ slot: "00:00", medication: "Metformin" }])
    const changed = month.doses.map((dose, n) => ({ ...dose, doseText: n < 2 ? "5 mg" : "10 mg" }))
    expect(rowsOf(changed)).toMatchObject([{ slot: "00:00", doseTexts: ["5 mg", "10 mg"] }])
  })

  it("tells what began, what was left out and what was put right, of these days alone", async () => {
    const [dose] = (await patientMonth(ctx, patientId, "2026-03", now)).doses
    await test.owner().query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, staff_id, reason)
       VALUES ($1, $2, $3, 'taken', 'staff', now(), $4, 'He rang us.')`,
      [clinic.organization.id, newId(), dose?.id, clinic.clinician.staffId],
    )
    await test.owner().query(
      `INSERT INTO excused_periods (organization_id, id, patient_id, kind, reason, from_date,
         to_date, created_by) VALUES ($1, $2, $3, 'travel', 'A journey', '2026-02-20', '2026-03-02', $4)`,
      [clinic.organization.id, newId(), patientId, clinic.clinician.staffId],
    )
    const march = await patientMonth(ctx, patientId, "2026-03", now)
    expect(changesIn(march.medications, march)).toMatchObject([
      { medication: "Metformin", date: "2026-03-10", kind: "began" },
    ])
    expect(periodsIn(march.periods, march)).toMatchObject([{ reason: "A journey" }])
    expect(correctionsOf(march.doses)).toMatchObject([
      { event: { kind: "taken", reason: "He rang us.", by: "Robin clinician" } },
    ])
    const april = await patientMonth(ctx, patientId, "2026-04", now)
    expect(changesIn(april.medications, april)).toEqual([])
    expect(periodsIn(april.periods, april)).toEqual([])
    expect(correctionsOf(april.doses)).toEqual([])
  })

  it("tells the last day of a medication that ended, and not where a change went on", async () => {
    const patient = await arrange.patient(clinic.organization.id, { timeZoneAttribute: BERLIN })
    const { id } = await arrange.regimen(patient, { startDate: "2026-02-01", timeZone: BERLIN })
    const { rows } = await test.owner().query(
      `INSERT INTO regimen_versions SELECT (jsonb_populate_record(v, jsonb_build_object(
         'id', gen_random_uuid(), 'start_date', '2026-03-05', 'end_date', '2026-03-20',
         'dose_text', '1000 mg', 'created_at', v.created_at + interval '1 hour'))).*
         FROM regimen_versions v WHERE regimen_id = $1 RETURNING id`,
      [id],
    )
    await test
      .owner()
      .query(
        "UPDATE regimen_versions SET end_date = '2026-03-04' WHERE regimen_id = $1 AND id <> $2",
        [id, rows[0].id],
      )
    const march = await patientMonth(ctx, patient.id, "2026-03", now)
    expect(changesIn(march.medications, march)).toMatchObject([
      { kind: "began", date: "2026-03-05", version: { doseText: "1000 mg" } },
      { kind: "ended", date: "2026-03-20", version: { doseText: "1000 mg" } },
    ])
  })

  it("is empty before the first dose and ahead of the plan", async () => {
    for (const month of ["2026-01", "2027-01"]) {
      expect((await patientMonth(ctx, patientId, month, now)).doses).toEqual([])
    }
    const nobody = await arrange.patient(clinic.organization.id)
    expect((await patientMonth(ctx, nobody.id, "2026-03", now)).firstDate).toBeNull()
  })

  it("is read under the patient's name in the audit, once", async () => {
    const admin = mintStaffContext(clinic.admin)
    await patientMonth(admin, patientId, "2026-03", now)
    await patientMonth(admin, patientId, "2026-02", now + DAY_MS)
    const { rows } = await test
      .owner()
      .query("SELECT verb, patient_id FROM audit WHERE actor_id = $1", [clinic.admin.staffId])
    expect(rows).toEqual([{ verb: "patient_read", patient_id: patientId }])
  })

  it("is not found from another organization", async () => {
    const stranger = mintStaffContext((await arrange.clinic()).clinician)
    const read = patientMonth(stranger, patientId, "2026-03", now)
    await expect(read).rejects.toMatchObject({ code: "not_found" })
  })
})

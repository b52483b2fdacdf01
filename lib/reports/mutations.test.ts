import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { HOUR_MS } from "@/lib/time"
import { FILES_PER_MINUTE } from "./file-pace"
import { exportMonth, exportReport } from "./mutations"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-03-20T12:00:00Z")
let clinic: ArrangedClinic
let ctx: StaffContext

beforeAll(async () => {
  clinic = await arrange.clinic()
  ctx = mintStaffContext(clinic.clinician)
  const dueAt = now - 30 * HOUR_MS
  const dose = await arrange.dose(clinic.regimen, { dueAt, state: "taken_confirmed" })
  await arrange.message(clinic.patient, [dose], { createdAt: dueAt })
  await test.owner().query(
    `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, staff_id, reason)
     VALUES ($1, $2, $3, 'taken', 'staff', $4, $5, '=HYPERLINK("http://bad.test")')`,
    [clinic.organization.id, newId(), dose.id, new Date(dueAt), clinic.clinician.staffId],
  )
})

const entriesOf = async (staffId: string) => {
  const { rows } = await test
    .owner()
    .query("SELECT verb, patient_id, details FROM audit WHERE actor_id = $1 ORDER BY at, id", [
      staffId,
    ])
  return rows
}

const language = "en"

describe("a report taken as a file", () => {
  it("names no patient, and leaves who took it", async () => {
    const { name, text } = await exportReport(ctx, { kind: "last", days: 7 }, { now, language })
    expect(name).toBe("report-2026-03-14-2026-03-20")
    expect(text).toContain("Medication,Metformin,1,1,0,0,1")
    expect(text).not.toMatch(/Vance|Ada/)
    expect(text).not.toContain(clinic.patient.id)
    expect(await entriesOf(clinic.clinician.staffId)).toMatchObject([
      { verb: "report.exported", patient_id: null, details: { period: "7" } },
    ])
  })

  it("may be taken so often in a minute", async () => {
    const admin = mintStaffContext(clinic.admin)
    const take = () => exportReport(admin, { kind: "last", days: 7 }, { now, language })
    for (let n = 0; n < FILES_PER_MINUTE; n += 1) await take()
    await expect(take()).rejects.toMatchObject({ code: "rate_limited" })
  })
})

describe("a patient's month taken as a file", () => {
  it("has each dose with its reasons defused, without a name, and leaves who took it", async () => {
    const coordinator = mintStaffContext(clinic.coordinator)
    const { name, text } = await exportMonth(coordinator, clinic.patient.id, {
      asked: "2026-03",
      now,
      language,
    })
    expect(name).toBe("month-2026-03")
    const line = text.split("\r\n").find((each) => each.startsWith("2026-03-19"))
    expect(line).toContain("06:00,Metformin,500 mg,2026-03-19T06:00:00.000Z,taken_confirmed")
    expect(line).toContain(`"'=HYPERLINK`)
    expect(text).not.toMatch(/Vance/)
    expect(await entriesOf(clinic.coordinator.staffId)).toMatchObject([
      { verb: "patient_read", patient_id: clinic.patient.id },
      { verb: "patient.month_exported", patient_id: clinic.patient.id },
    ])
  })

  it("is not found from another organization", async () => {
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    const taken = exportMonth(stranger, clinic.patient.id, { asked: "2026-03", now, language })
    await expect(taken).rejects.toMatchObject({ code: "not_found" })
  })
})

import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { MINUTE_MS } from "@/lib/time"
import { messageDetail } from "./log-detail-queries"
import { LOG_PAGE_SIZE, messageLog } from "./log-queries"
import { NO_FILTERS, readCursor, readLogFilters, writeLogFilters } from "./log-schema"

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
  const first = await messageLog(ctx, NO_FILTERS, null)
  const rest = await messageLog(ctx, NO_FILTERS, readCursor(first.nextCursor))
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

  const ctx = mintStaffContext(clinic.clinician)
  const page = await messageLog(ctx, { ...NO_FILTERS, state: "failed" }, null)
  expect(page.rows.map(({ id, doses, by }) => ({ id, doses, by }))).toEqual([
    {
      id: failed.id,
      doses: [{ id: dose.id, localDate: "2026-11-03", slot: "08:00", medication: "Metformin" }],
      by: null,
    },
  ])
  expect(page.counts).toEqual({ failed: 1 })
})

it("narrows by kind, who asked, days of the organization's calendar, and patient", async () => {
  const clinic = await arrange.clinic({ timeZone: "Asia/Tokyo" })
  const someoneElse = await arrange.patient(clinic.organization.id)
  const { coordinator, admin, patient } = clinic
  const made = async (of: typeof patient, fields: object) =>
    (await arrange.message(of, [], fields)).id
  // 3 November ends in Tokyo at 15:00 UTC.
  const scheduled = await made(patient, { createdAt: Date.UTC(2026, 10, 3, 14, 59) })
  const asked = await made(someoneElse, {
    ...{ createdAt: Date.UTC(2026, 10, 3, 15), kind: "manual", requestedBy: coordinator.staffId },
  })
  const ctx = mintStaffContext(clinic.clinician)
  const ids = async (filters: Partial<typeof NO_FILTERS>) =>
    (await messageLog(ctx, { ...NO_FILTERS, ...filters }, null)).rows.map(({ id }) => id)
  expect(await ids({ kind: "manual" })).toEqual([asked])
  expect(await ids({ by: "schedule" })).toEqual([scheduled])
  expect(await ids({ by: "person" })).toEqual([asked])
  expect(await ids({ by: coordinator.staffId })).toEqual([asked])
  expect(await ids({ by: admin.staffId })).toEqual([])
  expect(await ids({ to: "2026-11-03" })).toEqual([scheduled])
  expect(await ids({ from: "2026-11-04" })).toEqual([asked])
  expect(await ids({ from: "2026-11-03", to: "2026-11-04" })).toEqual([asked, scheduled])
  expect(await ids({ patientId: patient.id })).toEqual([scheduled])
  const page = await messageLog(ctx, { ...NO_FILTERS, patientId: patient.id }, null)
  expect(page.patientName).toBe("Ada Vance")
  expect(page.people?.map(({ id }) => id).sort()).toEqual(
    [coordinator.staffId, admin.staffId].sort(),
  )
})

it("leaves who read one patient's texts in the audit, of nobody who is not here", async () => {
  const [clinic, other] = [await arrange.clinic(), await arrange.clinic()]
  const ctx = mintStaffContext(clinic.clinician)
  const looks = async () => {
    const sql = "SELECT verb, patient_id FROM audit WHERE actor_id = $1 ORDER BY at"
    return (await test.owner().query(sql, [clinic.clinician.staffId])).rows
  }
  const ofMany = { verb: "patient_names_read", patient_id: null }
  await messageLog(ctx, { ...NO_FILTERS, patientId: other.patient.id }, null)
  expect(await looks()).toEqual([ofMany])
  for (const _ of [1, 2]) {
    await messageLog(ctx, { ...NO_FILTERS, patientId: clinic.patient.id }, null)
  }
  expect(await looks()).toEqual([ofMany, { verb: "patient_read", patient_id: clinic.patient.id }])
})

it("tells of one message why it went and what became of it, and leaves a trace", async () => {
  const [clinic, other] = [await arrange.clinic(), await arrange.clinic()]
  const { organizationId, id: patientId } = clinic.patient
  const { id } = await arrange.message(clinic.patient, [], { state: "failed", createdAt: NOW })
  const again = await arrange.message(clinic.patient, [], { againOf: id, createdAt: NOW })
  await test.owner().query(
    `INSERT INTO send_verdicts (organization_id, id, patient_id, kind, local_date, message_id,
       attempt, warnings) VALUES ($1, gen_random_uuid(), $2, 'manual', '2026-11-03', $3, $4, $5)`,
    [organizationId, patientId, id, id, ["recently_texted"]],
  )
  for (const [n, verb] of ["message.queued", "message.failed"].entries()) {
    await test.owner().query(
      `INSERT INTO audit (organization_id, id, at, actor_kind, actor_id, verb, subject_kind,
         subject_id, patient_id, details, trace_id)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, 'message', $6, $7, $8, 'trace')`,
      [
        ...[organizationId, new Date(NOW + n * MINUTE_MS), n === 0 ? "staff" : "system"],
        ...[n === 0 ? clinic.admin.staffId : "deliver-message", verb, id, patientId],
        { reason: n === 0 ? null : "ACCESS_DENIED" },
      ],
    )
  }
  const detail = await messageDetail(mintStaffContext(clinic.clinician), id)
  expect(detail.row).toMatchObject({ id, againId: again.id, state: "failed" })
  expect(detail.verdict).toMatchObject({ warnings: ["recently_texted"], heldUntil: null })
  expect(detail.trail.map(({ verb, by, reason }) => ({ verb, by, reason }))).toEqual([
    { verb: "message.queued", by: "Robin admin", reason: null },
    { verb: "message.failed", by: null, reason: "ACCESS_DENIED" },
  ])
  const looks = await test
    .owner()
    .query("SELECT 1 FROM audit WHERE verb = 'patient_read' AND patient_id = $1", [patientId])
  expect(looks.rowCount).toBe(1)
  const stranger = messageDetail(mintStaffContext(other.admin), id)
  await expect(stranger).rejects.toMatchObject({ code: "not_found" })
})

it("begins at the beginning for what is no cursor, and takes what is no filter for none", () => {
  for (const text of [null, "", "x", "12_", "_", `1.5_${"0".repeat(36)}`]) {
    expect(readCursor(text)).toBeNull()
  }
  const nonsense = {
    state: "lost",
    kind: ["nudge"],
    by: "Ada",
    from: "3 Nov",
    to: "",
    patient: "x",
  }
  expect(readLogFilters(nonsense)).toEqual(NO_FILTERS)
  const some = { ...NO_FILTERS, state: "failed" as const, from: "2026-11-03" }
  expect(readLogFilters(Object.fromEntries(new URLSearchParams(writeLogFilters(some))))).toEqual(
    some,
  )
})

import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/time"
import { textingDay } from "./why-not-queries"

const test = testDatabase()
const arrange = fixtures(test)
const DATE = "2026-11-03"
const at = (time: string) => Date.parse(`${DATE}T${time}:00Z`)
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
  await query("UPDATE regimens SET created_at = '2026-01-01' WHERE id = $1", [clinic.regimen.id])
})

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const day = (fields: { date?: string; patientId?: string; now?: number } = {}, of = clinic) =>
  textingDay(
    mintStaffContext(of.clinician),
    { patientId: clinic.patient.id, date: DATE, ...fields },
    fields.now ?? at("23:00"),
  )
const refuse = (doseIds: string[], refusal: string) =>
  query(
    `INSERT INTO send_verdicts (organization_id, id, patient_id, kind, at, local_date, dose_ids,
       attempt, refusal, asked_by)
     VALUES ($1, gen_random_uuid(), $2, 'reminder', $3, $4, $5, $6, $7, $8)`,
    [
      ...[clinic.organization.id, clinic.patient.id, new Date(at("12:00")), DATE, doseIds],
      ...[randomUUID(), refusal, clinic.coordinator.staffId],
    ],
  )
const pulled = (time: number) =>
  query(
    `INSERT INTO directory_syncs (organization_id, id, kind, started_at)
     VALUES ($1, gen_random_uuid(), 'recent', $2)`,
    [clinic.organization.id, new Date(time)],
  )

describe("textingDay", () => {
  it("answers for each dose of the day from what was kept", async () => {
    const doseAt = (time: string, state: "not_reminded" | "excused" = "not_reminded") =>
      arrange.dose(clinic.regimen, { dueAt: at(time), state })
    const [texted, refused, excused, untried] = [
      await doseAt("06:00"),
      await doseAt("12:00"),
      await doseAt("16:00", "excused"),
      await doseAt("20:00"),
    ]
    const { id } = await arrange.message(clinic.patient, [texted])
    await arrange.message(clinic.patient, [], { kind: "manual", sentAt: at("13:00") })
    await refuse([refused.id], "daily_cap")
    await query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, reason)
       VALUES ($1, gen_random_uuid(), $2, 'excused', 'staff', now(), 'In hospital')`,
      [clinic.organization.id, excused.id],
    )
    await pulled(at("05:00"))
    const { lines, apart, ...rest } = await day()
    expect(lines.map(({ dose }) => dose.id)).toEqual(
      [texted, refused, excused, untried].map((dose) => dose.id),
    )
    expect(lines.map(({ answer }) => answer)).toMatchObject([
      { code: "texted", messageId: id },
      { code: "refused", by: "Robin coordinator" },
      { code: "left_out", told: { detail: { is: "words", words: "In hospital" } } },
      { code: "nobody_tried", told: { detail: { is: "tried", worker: false } } },
    ])
    expect(apart).toMatchObject([{ code: "texted", told: { label: "texted", kind: "manual" } }])
    expect(rest).toMatchObject({ date: DATE, texts: 2, dailyCap: 6, zone: "UTC" })
  })

  it("knows from the pulls whether a worker ran", async () => {
    await arrange.dose(clinic.regimen, { dueAt: at("08:00"), state: "not_reminded" })
    const detail = async () => (await day()).lines[0]?.answer.told.detail
    expect(await detail()).toMatchObject({ worker: null })
    await pulled(at("08:00") - DAY_MS)
    expect(await detail()).toMatchObject({ worker: false })
    await pulled(at("08:00") + 2 * MINUTE_MS)
    expect(await detail()).toMatchObject({ worker: true })
  })

  it("reads the schedule's version and the settings", async () => {
    await arrange.dose(clinic.regimen, { dueAt: at("08:00") })
    const code = async (now = at("09:00")) => (await day({ now })).lines[0]?.answer.code
    expect(await code(at("07:00"))).toBe("not_due")
    const off = { schedule: { isOn: false, nudgeAfterMinutes: null } }
    await query("UPDATE organizations SET settings = settings || $2 WHERE id = $1", [
      ...[clinic.organization.id, JSON.stringify(off)],
    ])
    expect(await code()).toBe("schedule_off")
    await query("UPDATE regimen_versions SET is_reminding = false WHERE regimen_id = $1", [
      clinic.regimen.id,
    ])
    expect(await code()).toBe("reminders_off")
  })

  it("tells the day of the patient's own calendar", async () => {
    const zone = "Pacific/Auckland"
    await query("UPDATE patients SET time_zone_override = $2 WHERE id = $1", [
      ...[clinic.patient.id, zone],
    ])
    const sentAt = at("12:00")
    await arrange.message(clinic.patient, [], { kind: "manual", sentAt })
    expect((await day()).apart).toEqual([])
    const next = await day({ date: "2026-11-04", now: sentAt + HOUR_MS })
    expect(next).toMatchObject({ zone, today: "2026-11-04", texts: 1 })
    expect(next.apart).toHaveLength(1)
  })

  it("is empty on a day without doses, leaves a look in the audit, and knows no others", async () => {
    expect(await day({ date: "2026-12-24" })).toMatchObject({ lines: [], apart: [], texts: 0 })
    const looks = await query("SELECT verb FROM audit WHERE patient_id = $1", [clinic.patient.id])
    expect(looks).toEqual([{ verb: "patient_read" }])
    const elsewhere = await arrange.clinic()
    await expect(day({}, elsewhere)).rejects.toMatchObject({ code: "not_found" })
  })
})

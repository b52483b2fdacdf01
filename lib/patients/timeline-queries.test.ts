import { drizzle } from "drizzle-orm/node-postgres"
import { beforeAll, describe, expect, it } from "vitest"
import { excusedPeriods } from "@/db/schema"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { figures } from "@/lib/doses/figures"
import { newId } from "@/lib/id"
import { HOUR_MS } from "@/lib/time"
import type { Period } from "./period"
import { openTimeline } from "./query-options"
import { patientTimeline, periodDoses } from "./timeline-queries"

const test = testDatabase()
const arrange = fixtures(test)
const dueAt = Date.UTC(2026, 10, 3, 8)
const now = dueAt + 2 * HOUR_MS

describe("patientTimeline", () => {
  let clinic: ArrangedClinic
  let ctx: StaffContext
  let dose: ArrangedDose

  beforeAll(async () => {
    clinic = await arrange.clinic()
    ctx = mintStaffContext(clinic.clinician)
    dose = await arrange.dose(clinic.regimen, { dueAt })
    await arrange.dose(clinic.regimen, { dueAt: dueAt + 24 * HOUR_MS })
    await arrange.message(clinic.patient, [dose], { createdAt: dueAt })
  })

  const timelineAt = async (at: number, period: Period = { days: 30 }) =>
    openTimeline(await patientTimeline(ctx, clinic.patient.id, period, at))

  it("tells each dose and the message that asked about it", async () => {
    const timeline = await timelineAt(now)
    expect(timeline).toMatchObject({
      ...{ today: "2026-11-03", fromDate: "2026-10-05", toDate: "2026-11-03" },
      gridToDate: "2026-11-06",
    })
    const [first, coming] = timeline.doses
    expect(first).toMatchObject({
      ...{ id: dose.id, state: "pending", reminded: true, replied: false },
      ...{ medication: "Metformin", doseText: "500 mg", slot: "08:00", zone: "UTC", dueAt },
      ...{ opensAt: dueAt - HOUR_MS, onTimeUntil: dueAt + 2 * HOUR_MS, closesAt: dose.closesAt },
    })
    expect(coming?.state).toBe("scheduled")
    expect(timeline.messages).toMatchObject([{ state: "sent", doseIds: [dose.id] }])
  })

  it("lets windows close by the clock", async () => {
    const { doses } = await timelineAt(dose.closesAt)
    expect(doses[0]?.state).toBe("no_response")
    const range = { fromDate: "2026-10-28", toDate: "2026-11-03", now: dose.closesAt }
    expect(figures(doses, range)).toMatchObject({ n: 1, taken: 0, high: 1, enough: false })
  })

  it("answers all of a role from one read, and notes who of them looked", async () => {
    const someone = await arrange.patient(clinic.organization.id)
    const { id } = clinic.organization
    const colleague = mintStaffContext(await arrange.staff(id, "clinician"))
    const admin = mintStaffContext(await arrange.staff(id, "admin"))
    const all = await Promise.all(
      [ctx, colleague, ctx, admin].map((who) =>
        patientTimeline(who, someone.id, { days: 30 }, now),
      ),
    )
    expect(new Set(all.map(({ patient }) => patient.id))).toEqual(new Set([someone.id]))
    const { rows } = await test
      .owner()
      .query("SELECT actor_id FROM audit WHERE verb = 'patient_read' AND patient_id = $1", [
        someone.id,
      ])
    const lookers = [ctx.staffId, colleague.staffId, admin.staffId].sort()
    expect(rows.map(({ actor_id }) => actor_id).sort()).toEqual(lookers)
  })

  it("has the days of the period, and the last 30 always", async () => {
    const someone = await arrange.patient(clinic.organization.id)
    const regimen = await arrange.regimen(someone)
    const dates = ["2026-01-10", "2026-01-20", "2026-09-01", "2026-10-20", "2026-11-03"]
    for (const date of dates) await arrange.dose(regimen, { dueAt: Date.parse(`${date}T08:00Z`) })
    const shown = async (period: Period) => {
      const sent = await patientTimeline(ctx, someone.id, period, now)
      return openTimeline(sent).doses.map(({ localDate }) => localDate)
    }
    expect(await shown({ days: 7 })).toEqual(dates.slice(3))
    expect(await shown({ days: 365 })).toEqual(dates)
    expect(await shown({ from: "2026-01-10", to: "2026-01-19" })).toEqual([
      ...[dates[0], dates[3], dates[4]],
    ])
    const january = { from: "2026-01-10", to: "2026-01-20" }
    const other = await periodDoses(ctx, someone.id, january, now)
    expect(openTimeline(other).doses.map(({ localDate }) => localDate)).toEqual(dates.slice(0, 2))
  })

  it("has a dose on the date of its own calendar, at midnight and far from UTC", async () => {
    const someone = await arrange.patient(clinic.organization.id, {
      timeZoneOverride: "Pacific/Kiritimati",
    })
    const zone = { timeZone: "Pacific/Kiritimati" }
    const regimen = await arrange.regimen(someone, { ...zone, slots: ["00:30", "23:50"] })
    for (const [slot, at] of [
      ["00:30", "2026-11-02T10:30Z"],
      ["23:50", "2026-11-03T09:50Z"],
    ] as const) {
      const fields = { localDate: "2026-11-03", slot, ...zone }
      await arrange.dose(regimen, { dueAt: Date.parse(at), ...fields })
    }
    const at = Date.parse("2026-11-03T09:55Z")
    const day = { from: "2026-11-03", to: "2026-11-03" }
    const { doses, today } = openTimeline(await periodDoses(ctx, someone.id, day, at))
    expect(today).toBe("2026-11-03")
    expect(doses.map(({ slot }) => slot)).toEqual(["00:30", "23:50"])
  })

  it("weighs little: what the doses of a schedule share is told once", async () => {
    const someone = await arrange.patient(clinic.organization.id)
    const regimen = await arrange.regimen(someone)
    for (let day = 0; day < 20; day += 1) {
      const at = dueAt - day * 24 * HOUR_MS
      await arrange.dose(regimen, { dueAt: at, state: "taken_late", takenAt: at + 7_123 })
    }
    const { doses } = await patientTimeline(ctx, someone.id, { days: 30 }, now)
    expect(doses.plans).toHaveLength(1)
    expect(JSON.stringify(doses.doses).length).toBeLessThan(20 * 90)
    const [first] = openTimeline({ doses }).doses
    expect(first).toMatchObject({ takenAt: (first?.dueAt ?? 0) + 7_123, state: "taken_late" })
  })

  it("tells where schedules change and what is excused", async () => {
    const someone = await arrange.patient(clinic.organization.id)
    const regimen = await arrange.regimen(someone, { startDate: "2026-10-15" })
    const { organizationId, id: patientId } = someone
    const period = { organizationId, patientId, kind: "travel" as const, reason: "At the sea" }
    const createdBy = clinic.clinician.staffId
    await drizzle(test.owner())
      .insert(excusedPeriods)
      .values(
        [
          { fromDate: "2026-10-10", toDate: "2026-10-20" },
          { fromDate: "2026-11-02", toDate: null },
          { fromDate: "2026-10-08", toDate: "2026-10-07" },
          { fromDate: "2026-08-01", toDate: "2026-08-20" },
        ].map((dates) => ({ ...period, ...dates, createdBy, id: newId() })),
      )
    const { changes, excused } = await patientTimeline(ctx, someone.id, { days: 30 }, now)
    expect(changes).toMatchObject([
      { regimenId: regimen.id, date: "2026-10-15", kind: "started", medication: "Metformin" },
    ])
    expect(excused).toMatchObject([
      { fromDate: "2026-10-10", toDate: "2026-10-20", kind: "travel", medication: null },
      { fromDate: "2026-11-02", toDate: null, reason: "At the sea" },
    ])
  })

  it("leaves one audit entry a person, however often the page refetches", async () => {
    const again = mintStaffContext(clinic.admin)
    await patientTimeline(again, clinic.patient.id, { days: 30 }, now)
    await patientTimeline(again, clinic.patient.id, { days: 90 }, now)
    const { rows } = await test
      .owner()
      .query("SELECT verb, subject_id FROM audit WHERE actor_id = $1", [clinic.admin.staffId])
    expect(rows).toEqual([{ verb: "patient_read", subject_id: clinic.patient.id }])
  })

  it("knows no patient of another organization, and none that does not exist", async () => {
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    for (const [who, id] of [
      [stranger, clinic.patient.id],
      [ctx, newId()],
    ] as const) {
      await expect(patientTimeline(who, id, { days: 30 }, now)).rejects.toMatchObject({
        code: "not_found",
      })
    }
  })
})

import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintPluginContext, mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { correctDoses } from "@/lib/doses/correction-mutations"
import { isCounted, isTaken } from "@/lib/doses/figures"
import { addDays, localDateAt } from "@/lib/local-date"
import { setTimeZoneOverride } from "@/lib/patients/mutations"
import { DAY_MS } from "@/lib/time"
import { materializeDoses } from "./materialize"
import { editRegimen, startRegimen } from "./mutations"
import { endPeriod, excusePeriod } from "./period-mutations"
import type { ExcusePeriod } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let regimenId: string

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const as = (person: ArrangedStaff) => mintStaffContext(person)
const plan = (now = Date.now()) =>
  materializeDoses(mintSystemContext(clinic.organization.id, "test", "trace"), { now })
const day = (n: number) => addDays(localDateAt(Date.now(), "UTC"), n)
const period = (change: Partial<ExcusePeriod> = {}): ExcusePeriod => ({
  ...{ patientId: clinic.patient.id, periodId: randomUUID(), regimenId: null },
  ...{ kind: "hospital", reason: "In hospital", fromDate: day(2), toDate: day(4), ...change },
})
const statesOf = async (id = regimenId) => {
  const rows = await query(
    "SELECT local_date::text AS d, state FROM doses WHERE regimen_id = $1 ORDER BY due_at",
    [id],
  )
  return (from: number, to = from) =>
    rows.filter(({ d }) => d >= day(from) && d <= day(to)).map(({ state }) => state)
}
const start = async (medication: string) =>
  (
    await startRegimen(as(clinic.clinician), {
      ...{ patientId: clinic.patient.id, regimenId: randomUUID(), medication, doseText: "1" },
      ...{ startDate: day(0), endDate: null, isReminding: true, windows: {} },
      ...{ slots: [{ localTime: "12:00", label: "" }], recurrence: { kind: "daily" } },
    })
  ).regimenId

/** A dose of a past day that nobody answered; if `as` is given, staff said so of it. */
async function past(n: number, as: "taken" | "not_taken" | null) {
  const dueAt = Date.parse(`${day(n)}T12:00:00Z`)
  const silent = { dueAt, state: "no_response", reminded: true } as const
  const dose = await arrange.dose({ ...clinic.regimen, id: regimenId }, silent)
  await arrange.message(clinic.patient, [dose], { sentAt: dueAt })
  if (as === null) return dose
  await correctDoses(mintStaffContext(clinic.clinician), {
    ...{ correctionId: randomUUID(), patientId: clinic.patient.id, as, reason: "told by phone" },
    doses: [{ doseId: dose.id, seen: "no_response" }],
  })
  return dose
}

beforeEach(async () => {
  clinic = await arrange.clinic()
  await query("DELETE FROM regimen_versions")
  regimenId = await start("Lisinopril")
})

describe("excusePeriod", () => {
  it("excuses doses of its days, of every medication or of one", async () => {
    const other = await start("Metformin")
    const ctx = as(clinic.clinician)
    expect(await excusePeriod(ctx, period())).toMatchObject({ doses: 6 })
    expect((await statesOf())(1, 5)).toEqual([
      ...["scheduled", "excused", "excused", "excused", "scheduled"],
    ])
    await excusePeriod(ctx, period({ regimenId: other, fromDate: day(5), toDate: day(5) }))
    expect((await statesOf())(5)).toEqual(["scheduled"])
    expect((await statesOf(other))(5)).toEqual(["excused"])
  })

  it("excuses past days too, and hides what was said without deleting it", async () => {
    await past(-3, "not_taken")
    const input = period({ fromDate: day(-5), toDate: day(-1) })
    await excusePeriod(as(clinic.clinician), input)
    expect((await statesOf())(-3)).toEqual(["excused"])
    await endPeriod(as(clinic.admin), {
      ...{ periodId: input.periodId, seen: day(-1), lastDate: null },
    })
    expect((await statesOf())(-3)).toEqual(["not_taken"])
  })

  it("leaves in what was reported taken, and says how many; what is said later stays hidden", async () => {
    await past(-4, "taken")
    const silent = await past(-3, null)
    const input = period({ fromDate: day(-4), toDate: day(-3) })
    const excused = await excusePeriod(as(clinic.clinician), input)
    expect(excused).toMatchObject({ doses: 1, taken: 1 })
    expect((await statesOf())(-4, -3)).toEqual(["taken_confirmed", "excused"])
    await query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at)
       VALUES ($1, gen_random_uuid(), $2, 'taken', 'patient', $3)`,
      [clinic.organization.id, silent.id, new Date(silent.dueAt).toISOString()],
    )
    await excusePeriod(as(clinic.clinician), period({ fromDate: day(-3), toDate: day(-3) }))
    expect((await statesOf())(-4, -3)).toEqual(["taken_confirmed", "excused"])
  })

  it("never lowers a rate, whatever days it excuses", async () => {
    const said = ["taken", "taken", null, "not_taken", "taken", null, "taken", "taken"] as const
    for (const [n, as] of said.entries()) await past(n - said.length, as)
    const ago = fc.integer({ min: -said.length, max: -1 })
    const rate = async () => {
      const states = (await statesOf())(-said.length, -1)
      const counted = states.filter(isCounted)
      return counted.length === 0 ? 1 : counted.filter(isTaken).length / counted.length
    }
    const before = await rate()
    const lowersNothing = fc.asyncProperty(ago, ago, async (one, other) => {
      const [fromDate, toDate] = [day(Math.min(one, other)), day(Math.max(one, other))]
      const input = period({ fromDate, toDate })
      await excusePeriod(as(clinic.clinician), input)
      expect(await rate()).toBeGreaterThanOrEqual(before)
      const end = { periodId: input.periodId, seen: toDate, lastDate: null }
      await endPeriod(as(clinic.clinician), end)
      expect(await rate()).toBe(before)
    })
    await fc.assert(lowersNothing, { numRuns: 12 })
  })

  it("excuses doses that are made later, and those of an edit", async () => {
    const input = period({ toDate: null })
    await excusePeriod(as(clinic.clinician), input)
    expect(await plan(Date.now() + 2 * DAY_MS)).toBe(2)
    expect((await statesOf())(15, 16)).toEqual(["excused", "excused"])
    const [version] = await query("SELECT id FROM regimen_versions WHERE regimen_id = $1", [
      regimenId,
    ])
    await editRegimen(as(clinic.clinician), {
      ...{ regimenId, seen: { versionId: version.id, endDate: null }, from: day(1) },
      ...{ doseText: "1", endDate: null, isReminding: true, windows: {} },
      ...{ slots: [{ localTime: "18:00", label: "" }], recurrence: { kind: "daily" } },
    })
    expect((await statesOf())(3)).toEqual(["cancelled", "excused"])
    const [{ n }] = await query(
      "SELECT count(*)::int AS n FROM dose_events WHERE period_id = $1 AND source = 'system'",
      [input.periodId],
    )
    expect(n).toBeGreaterThanOrEqual(15)
    await endPeriod(as(clinic.admin), { periodId: input.periodId, seen: null, lastDate: day(2) })
    expect((await statesOf())(2, 3)).toEqual([
      ...["cancelled", "excused", "cancelled", "scheduled"],
    ])
  })

  it("stays through a change of zone and back", async () => {
    await excusePeriod(as(clinic.clinician), period())
    const zone = { patientId: clinic.patient.id, timeZone: "Asia/Tokyo", seen: null }
    await setTimeZoneOverride(as(clinic.clinician), zone)
    expect((await statesOf())(2, 5)).toEqual(["excused", "excused", "excused", "scheduled"])
    await plan()
    expect((await statesOf())(2, 4)).toEqual(["excused", "excused", "excused"])
  })

  it("is one period when it is sent twice, and refuses another patient's id", async () => {
    const input = period()
    await excusePeriod(as(clinic.clinician), input)
    expect(await excusePeriod(as(clinic.clinician), input)).toMatchObject({ doses: 0 })
    const other = await arrange.patient(clinic.organization.id)
    await expect(
      excusePeriod(as(clinic.clinician), { ...input, patientId: other.id }),
    ).rejects.toMatchObject({ code: "conflict" })
  })

  it("finds nothing of another organization or patient and obeys staff only", async () => {
    const other = await arrange.clinic()
    await expect(excusePeriod(as(other.admin), period())).rejects.toMatchObject({
      code: "not_found",
    })
    const foreign = period({ regimenId: other.regimen.id })
    await expect(excusePeriod(as(clinic.admin), foreign)).rejects.toMatchObject({
      code: "not_found",
    })
    const plugin = mintPluginContext(clinic.organization.id, "trace") as never
    await expect(excusePeriod(plugin, period())).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("endPeriod", () => {
  it("takes doses back into the plan, unless another period excuses them", async () => {
    const ctx = as(clinic.clinician)
    const [long, short] = [period({ toDate: day(6) }), period({ fromDate: day(4), toDate: day(5) })]
    await excusePeriod(ctx, long)
    await excusePeriod(ctx, short)
    const ended = await endPeriod(ctx, {
      ...{ periodId: long.periodId, seen: day(6), lastDate: day(2) },
    })
    expect(ended).toMatchObject({ doses: 4 })
    expect((await statesOf())(2, 6)).toEqual([
      ...["excused", "scheduled", "excused", "excused", "scheduled"],
    ])
    const [row] = await query(
      "SELECT to_date::text AS to, ended_by FROM excused_periods WHERE id = $1",
      [long.periodId],
    )
    expect(row).toEqual({ to: day(2), ended_by: clinic.clinician.staffId })
  })

  it("leaves excused what another period excuses, of doses made after both were there", async () => {
    const ctx = as(clinic.clinician)
    const [all, pause] = [period({ toDate: null }), period({ toDate: null, regimenId })]
    await excusePeriod(ctx, all)
    await excusePeriod(ctx, pause)
    await plan(Date.now() + 2 * DAY_MS)
    const excusing = () =>
      query(
        `SELECT e.period_id, e.reason FROM dose_events e JOIN doses d ON d.id = e.dose_id
          WHERE d.regimen_id = $1 AND d.local_date = $2 AND e.kind = 'excused' AND NOT EXISTS (
                SELECT FROM dose_events v WHERE v.dose_id = e.dose_id AND v.voids = e.id)`,
        [regimenId, day(16)],
      )
    const [first, ...more] = await excusing()
    expect(more).toEqual([])
    const second = [all, pause].find(({ periodId }) => periodId !== first.period_id)?.periodId ?? ""
    const end = { seen: null, lastDate: day(3) }
    await endPeriod(ctx, { ...end, periodId: first.period_id })
    expect((await statesOf())(14, 16)).toEqual(["excused", "excused", "excused"])
    expect(await excusing()).toEqual([{ period_id: second, reason: "In hospital" }])
    await endPeriod(ctx, { ...end, periodId: second })
    expect((await statesOf())(14, 16)).toEqual(["scheduled", "scheduled", "scheduled"])
  })

  it("conflicts when its end is not as seen and refuses days outside", async () => {
    const ctx = as(clinic.clinician)
    const { periodId } = await excusePeriod(ctx, period())
    const end = (seen: string | null, lastDate: string) =>
      endPeriod(ctx, { periodId, seen, lastDate })
    await expect(end(null, day(3))).rejects.toMatchObject({ code: "conflict" })
    for (const wrong of [day(-1), day(4), day(9)]) {
      await expect(end(day(4), wrong)).rejects.toMatchObject({ code: "invalid" })
    }
  })

  it("finds nothing of another organization and obeys staff only", async () => {
    const other = await arrange.clinic()
    const { periodId } = await excusePeriod(as(clinic.clinician), period())
    const input = { periodId, seen: day(4), lastDate: day(3) }
    await expect(endPeriod(as(other.admin), input)).rejects.toMatchObject({ code: "not_found" })
    const plugin = mintPluginContext(clinic.organization.id, "trace") as never
    await expect(endPeriod(plugin, input)).rejects.toMatchObject({ code: "forbidden" })
  })
})

import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import { closeWindows } from "./close"
import { CORRECTIONS, type Correction } from "./correctable"
import { correctDoses, undoCorrection } from "./correction-mutations"
import { doseEvidence } from "./evidence-queries"
import { voidEvent } from "./mutations"

const test = testDatabase()
const arrange = fixtures(test)
const reason = "In hospital for three days."
let clinic: ArrangedClinic
let ctx: StaffContext
let doses: ArrangedDose[]

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const statesOf = async () =>
  (
    await query("SELECT state FROM doses WHERE patient_id = $1 ORDER BY due_at", clinic.patient.id)
  ).map(({ state }) => state)
const summaryOf = async (patientId = clinic.patient.id) =>
  (
    await query(
      `SELECT taken_30, expected_30, open_30, trend, current_gap, last_taken_at, need
         FROM patient_summaries WHERE patient_id = $1`,
      patientId,
    )
  )[0]
const asked = (as: Correction, of: ArrangedDose[], seen: DoseState = "no_response") => ({
  ...{ correctionId: randomUUID(), patientId: clinic.patient.id, as, reason },
  doses: of.map(({ id: doseId }) => ({ doseId, seen })),
})

async function arrangeDays(days: number) {
  clinic = await arrange.clinic()
  ctx = mintStaffContext(clinic.clinician)
  doses = []
  for (let n = days; n > 0; n -= 1) {
    doses.push(await arrange.dose(clinic.regimen, { dueAt: Date.now() - n * DAY_MS }))
  }
  await arrange.message(clinic.patient, doses, { sentAt: Date.now() - (days + 1) * DAY_MS })
  await closeWindows(Date.now())
}

describe("a correction of several doses", () => {
  beforeEach(() => arrangeDays(3))

  it("states the same of each, in one step and with an entry for each, and is undone in one", async () => {
    const input = asked("excused", doses)
    const result = await correctDoses(ctx, input)
    expect(result).toMatchObject({ ok: true, correctionId: input.correctionId })
    expect(result.ok && result.doses.map(({ doseId }) => doseId).sort()).toEqual(
      doses.map(({ id }) => id).sort(),
    )
    expect(await statesOf()).toEqual(["excused", "excused", "excused"])
    expect(await summaryOf()).toMatchObject({ expected_30: 0 })
    const entries = await query(
      "SELECT verb, details FROM audit WHERE verb = 'dose.excused' AND patient_id = $1",
      clinic.patient.id,
    )
    expect(entries).toHaveLength(3)
    expect(entries[0].details).toMatchObject({ before: "no_response", after: "excused" })
    expect(JSON.stringify(entries)).not.toContain(reason)

    const of = { patientId: clinic.patient.id, doseId: doses[0]!.id }
    const { dose } = await doseEvidence(ctx, of, Date.now())
    const correction = { id: input.correctionId, doses: 3 }
    expect(dose.events.at(-1)).toMatchObject({ kind: "excused", reason, correction })

    const undone = await undoCorrection(ctx, input)
    expect(undone).toMatchObject({ kept: [] })
    expect(undone.doses.map(({ after }) => after)).toEqual(Array(3).fill("no_response"))
    expect(await statesOf()).toEqual(Array(3).fill("no_response"))
    const said = "SELECT kind FROM dose_events WHERE correction_id = $1"
    expect(await query(said, input.correctionId)).toHaveLength(3)
  })

  it("withdraws queued texts that ask about excused doses alone", async () => {
    const [first, second] = doses as [ArrangedDose, ArrangedDose]
    const alone = await arrange.message(clinic.patient, [first], { state: "queued" })
    const shared = await arrange.message(clinic.patient, [first, second], { state: "queued" })
    await correctDoses(ctx, asked("excused", [first]))
    const texts = await query(
      "SELECT id, state, reason FROM messages WHERE id IN ($1, $2) ORDER BY state",
      ...[alone.id, shared.id],
    )
    expect(texts).toEqual([
      { id: alone.id, state: "cancelled", reason: "excused" },
      { id: shared.id, state: "queued", reason: null },
    ])
  })

  it("is one correction however often it is sent, also at once, and so is its undo", async () => {
    const input = asked("not_taken", doses)
    const both = await Promise.all([correctDoses(ctx, input), correctDoses(ctx, input)])
    expect(both.map((each) => each.ok && each.doses.length)).toEqual([3, 3])
    const said = "SELECT id FROM dose_events WHERE correction_id = $1"
    expect(await query(said, input.correctionId)).toHaveLength(3)
    const undone = await Promise.all([undoCorrection(ctx, input), undoCorrection(ctx, input)])
    expect(undone.flatMap((each) => each.doses)).toHaveLength(3)
    expect(await statesOf()).toEqual(Array(3).fill("no_response"))
    await correctDoses(ctx, input)
    expect(await statesOf()).toEqual(Array(3).fill("no_response"))
    const other = correctDoses(ctx, { ...input, as: "excused" })
    await expect(other).rejects.toMatchObject({ code: "conflict" })
  })

  it("saves nothing when one dose moved on, and says which and how it stands", async () => {
    const [first] = doses as [ArrangedDose]
    await correctDoses(ctx, asked("not_taken", [first]))
    const input = asked("taken", doses)
    const result = await correctDoses(ctx, input)
    expect(result).toEqual({
      ok: false,
      refused: [{ doseId: first.id, why: "changed", state: "not_taken" }],
    })
    const said = "SELECT kind FROM dose_events WHERE correction_id = $1"
    expect(await query(said, input.correctionId)).toEqual([])
  })

  it("takes no offence at what only the clock changed", async () => {
    const [first] = doses as [ArrangedDose]
    for (const seen of ["scheduled", "pending"] as const) {
      const input = asked("not_taken", [first], seen)
      expect(await correctDoses(ctx, input)).toMatchObject({
        ...{ ok: true, doses: [{ before: "no_response", after: "not_taken" }] },
      })
      await undoCorrection(ctx, input)
    }
  })

  it("names doses that lie ahead, stand so already or are excused; ahead may be excused", async () => {
    const ahead = await arrange.dose(clinic.regimen, { dueAt: Date.now() + 5 * HOUR_MS })
    const taken = await correctDoses(ctx, asked("taken", [ahead], "scheduled"))
    expect(taken).toMatchObject({ ok: false, refused: [{ why: "to_come", state: "scheduled" }] })
    expect(await correctDoses(ctx, asked("excused", [ahead], "scheduled"))).toMatchObject({
      ok: true,
    })
    const why = async (as: Correction) => {
      const result = await correctDoses(ctx, asked(as, [ahead], "excused"))
      return result.ok ? null : result.refused[0]?.why
    }
    expect([await why("excused"), await why("taken")]).toEqual(["already", "excused"])
    const [first] = doses as [ArrangedDose]
    await correctDoses(ctx, asked("taken", [first]))
    const counted = await correctDoses(ctx, asked("excused", [first], "taken_confirmed"))
    expect(counted).toMatchObject({ ok: false, refused: [{ why: "taken" }] })
  })

  it("keeps what somebody spoke about since, when it is undone", async () => {
    const [first, second] = doses as [ArrangedDose, ArrangedDose]
    const input = asked("excused", doses)
    await correctDoses(ctx, input)
    await query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, at, recorded_at)
       VALUES ($1, $2, $3, 'taken', 'patient', now(), now() + interval '1 second')`,
      ...[clinic.organization.id, randomUUID(), first.id],
    )
    const mine = "SELECT id FROM dose_events WHERE dose_id = $1 AND kind = 'excused'"
    const [event] = await query(mine, second.id)
    await voidEvent(ctx, { eventId: event.id, reason })
    const undone = await undoCorrection(ctx, input)
    expect(undone.kept).toEqual([first.id])
    expect(undone.doses).toHaveLength(1)
    expect((await statesOf())[0]).toBe("excused")
  })

  it("takes a time for one dose alone, of the past, that was taken", async () => {
    const [first] = doses as [ArrangedDose]
    const at = { takenAt: first.dueAt + HOUR_MS }
    const invalid = { code: "invalid", field: "takenAt" }
    for (const wrong of [
      { ...asked("taken", doses), ...at },
      { ...asked("excused", [first]), ...at },
      { ...asked("taken", [first]), takenAt: Date.now() + HOUR_MS },
    ]) {
      await expect(correctDoses(ctx, wrong)).rejects.toMatchObject(invalid)
    }
    await correctDoses(ctx, asked("taken", [first]))
    // A time says more than a confirmation without one, which would be no second news.
    const again = asked("taken", [first], "taken_confirmed")
    expect(await correctDoses(ctx, again)).toMatchObject({ refused: [{ why: "already" }] })
    await correctDoses(ctx, { ...again, ...at })
    const [row] = await query("SELECT state, taken_at FROM doses WHERE id = $1", first.id)
    expect(row).toMatchObject({ state: "taken_confirmed", taken_at: new Date(at.takenAt) })
  })

  it("reaches nothing of another organization or patient, and is refused without a role", async () => {
    const stranger = await arrange.clinic()
    const strange = mintStaffContext(stranger.admin)
    const input = asked("excused", doses)
    const notFound = { code: "not_found" }
    await expect(correctDoses(strange, input)).rejects.toMatchObject(notFound)
    const theirs = { ...input, patientId: stranger.patient.id }
    await expect(correctDoses(strange, theirs)).rejects.toMatchObject(notFound)
    const neighbour = await arrange.patient(clinic.organization.id)
    const elsewhere = { ...input, patientId: neighbour.id }
    await expect(correctDoses(ctx, elsewhere)).rejects.toMatchObject(notFound)
    expect(await statesOf()).not.toContain("excused")
    await correctDoses(ctx, input)
    await expect(undoCorrection(strange, input)).rejects.toMatchObject(notFound)
    await expect(undoCorrection(strange, theirs)).rejects.toMatchObject(notFound)
    const wrong = undoCorrection(ctx, elsewhere)
    await expect(wrong).rejects.toMatchObject({ code: "conflict" })
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", ctx.staffId)
    const forbidden = { code: "forbidden" }
    await expect(correctDoses(ctx, asked("taken", doses))).rejects.toMatchObject(forbidden)
    await expect(undoCorrection(ctx, input)).rejects.toMatchObject(forbidden)
  })
})

describe("for any doses and corrections of them", () => {
  const DAYS = 10
  beforeAll(() => arrangeDays(DAYS))

  it("an undo gives every state and the summary back, and excusing lowers no rate", async () => {
    const steps = fc.array(
      fc.record({
        as: fc.constantFrom(...CORRECTIONS),
        chosen: fc.uniqueArray(fc.nat({ max: DAYS - 1 }), { minLength: 1, maxLength: DAYS }),
        stays: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        for (const { as, chosen, stays } of given) {
          const before = await statesOf()
          const figures = await summaryOf()
          const input = {
            ...asked(as, []),
            doses: chosen.map((n) => ({ doseId: doses[n]!.id, seen: before[n] as DoseState })),
          }
          const result = await correctDoses(ctx, input)
          if (!result.ok) {
            expect(await statesOf()).toEqual(before)
            continue
          }
          const after = await summaryOf()
          // taken ÷ E, multiplied out; with nothing left to count there is no rate.
          if (as === "excused" && after.expected_30 > 0) {
            expect(after.taken_30 * figures.expected_30).toBeGreaterThanOrEqual(
              figures.taken_30 * after.expected_30,
            )
          }
          if (stays) continue
          await undoCorrection(ctx, input)
          expect(await statesOf()).toEqual(before)
          expect(await summaryOf()).toEqual(figures)
        }
      }),
      // What stays is what the next run begins with, so nothing is tried again from the beginning.
      { numRuns: 12, endOnFailure: true },
    )
  })
})

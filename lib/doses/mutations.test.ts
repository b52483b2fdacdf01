import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { HOUR_MS } from "@/lib/time"
import { excuseDose, recordNotTaken, recordTaken, voidEvent } from "./mutations"

const test = testDatabase()
const arrange = fixtures(test)
const reason = "The ward saw it."
let clinic: ArrangedClinic
let dose: ArrangedDose
let ctx: StaffContext
let dueAt: number

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() - 8 * HOUR_MS
  dose = await arrange.dose(clinic.regimen, { dueAt })
  await arrange.message(clinic.patient, [dose])
  ctx = mintStaffContext(clinic.clinician)
})

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const eventOf = async (kind: string) =>
  (await query("SELECT * FROM dose_events WHERE dose_id = $1 AND kind = $2", dose.id, kind))[0]

describe("staff's verbs about a dose", () => {
  it("record it taken, at a time or without one", async () => {
    const takenAt = dueAt + HOUR_MS
    const input = { doseId: dose.id, seen: "no_response" as const, reason, takenAt }
    expect(await recordTaken(ctx, input)).toEqual({
      doseId: dose.id,
      patientId: clinic.patient.id,
      state: "taken_confirmed",
    })
    const [row] = await query("SELECT state, taken_at FROM doses WHERE id = $1", dose.id)
    expect(row.state).toBe("taken_confirmed")
    expect(row.taken_at.getTime()).toBe(takenAt)
    expect(await eventOf("taken")).toMatchObject({ staff_id: ctx.staffId, reason, source: "staff" })
    const entries = await query("SELECT verb, details FROM audit WHERE subject_id = $1", dose.id)
    expect(entries).toMatchObject([{ verb: "dose.taken", details: { before: "no_response" } }])
    expect(JSON.stringify(entries)).not.toContain(reason)
  })

  it("record it not taken, excuse it, and take either back", async () => {
    const no = { doseId: dose.id, seen: "no_response" as const, reason }
    expect(await recordNotTaken(ctx, no)).toMatchObject({ state: "not_taken" })
    const excuse = { doseId: dose.id, seen: "not_taken" as const, reason }
    expect(await excuseDose(ctx, excuse)).toMatchObject({ state: "excused" })
    const excused = await eventOf("excused")
    const back = { eventId: excused.id, reason }
    expect(await voidEvent(ctx, back)).toMatchObject({ state: "not_taken" })
    const refused = await eventOf("not_taken")
    const again = { eventId: refused.id, reason }
    expect(await voidEvent(ctx, again)).toMatchObject({ state: "no_response" })
  })

  it("tell the second of two people that the dose has changed", async () => {
    const input = { doseId: dose.id, seen: "no_response" as const, reason }
    const both = await Promise.allSettled([
      recordTaken(ctx, input),
      recordNotTaken(mintStaffContext(clinic.admin), input),
    ])
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const lost = both.find(({ status }) => status === "rejected")
    expect(lost).toMatchObject({ reason: { code: "conflict" } })
    const mine = "SELECT id FROM dose_events WHERE source = 'staff' AND dose_id = $1"
    const said = await query(mine, dose.id)
    const [event] = said
    const twice = [event.id, event.id].map((eventId) => voidEvent(ctx, { eventId, reason }))
    const results = await Promise.allSettled(twice)
    expect(results.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "conflict" } },
    ])
  })

  it("reach nothing of another organization", async () => {
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    const input = { doseId: dose.id, seen: "no_response" as const, reason }
    const notFound = { code: "not_found" }
    await expect(recordTaken(stranger, input)).rejects.toMatchObject(notFound)
    await expect(recordNotTaken(stranger, input)).rejects.toMatchObject(notFound)
    await expect(excuseDose(stranger, input)).rejects.toMatchObject(notFound)
    const eventId = (await eventOf("reminded")).id
    await expect(voidEvent(stranger, { eventId, reason })).rejects.toMatchObject(notFound)
    expect(await query("SELECT state FROM doses WHERE id = $1", dose.id)).toEqual([
      { state: "scheduled" },
    ])
  })

  it("are refused to whom the database gives no role any more", async () => {
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", ctx.staffId)
    const forbidden = { code: "forbidden" }
    const input = { doseId: dose.id, seen: "no_response" as const, reason }
    await expect(recordTaken(ctx, input)).rejects.toMatchObject(forbidden)
    await expect(recordNotTaken(ctx, input)).rejects.toMatchObject(forbidden)
    await expect(excuseDose(ctx, input)).rejects.toMatchObject(forbidden)
    const eventId = (await eventOf("reminded")).id
    await expect(voidEvent(ctx, { eventId, reason })).rejects.toMatchObject(forbidden)
  })

  it("refuse a time to come, no reason, and to take back a fact", async () => {
    const input = { doseId: dose.id, seen: "no_response" as const, reason }
    const future = recordTaken(ctx, { ...input, takenAt: Date.now() + HOUR_MS })
    await expect(future).rejects.toMatchObject({ code: "invalid", field: "takenAt" })
    await expect(excuseDose(ctx, { ...input, reason: " " })).rejects.toThrow()
    const eventId = (await eventOf("reminded")).id
    await expect(voidEvent(ctx, { eventId, reason })).rejects.toMatchObject({ code: "invalid" })
    const unknown = voidEvent(ctx, { eventId: randomUUID(), reason })
    await expect(unknown).rejects.toMatchObject({ code: "not_found" })
  })
})

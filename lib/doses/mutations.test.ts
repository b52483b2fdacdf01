import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import type { DoseState } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { HOUR_MS } from "@/lib/time"
import type { Correction } from "./correctable"
import { correctDoses } from "./correction-mutations"
import { voidEvent } from "./mutations"

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

/** Staff's word about the dose, which is there to be taken back. */
async function say(as: Correction, seen: DoseState): Promise<string> {
  const input = { correctionId: randomUUID(), patientId: clinic.patient.id, as, reason }
  await correctDoses(ctx, { ...input, doses: [{ doseId: dose.id, seen }] })
  return (await eventOf(as)).id
}

describe("what staff said about a dose", () => {
  it("is taken back one by one, with an entry in the audit", async () => {
    const refused = await say("not_taken", "no_response")
    const excused = await say("excused", "not_taken")
    const back = await voidEvent(ctx, { eventId: excused, reason })
    expect(back).toEqual({ doseId: dose.id, patientId: clinic.patient.id, state: "not_taken" })
    expect(await voidEvent(ctx, { eventId: refused, reason })).toMatchObject({
      state: "no_response",
    })
    expect(await eventOf("voided")).toMatchObject({ staff_id: ctx.staffId, reason })
    const entries = await query(
      "SELECT details FROM audit WHERE subject_id = $1 AND verb = 'dose.voided'",
      dose.id,
    )
    expect(entries).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain(reason)
  })

  it("is taken back once, by whoever is first", async () => {
    const eventId = await say("taken", "no_response")
    const twice = [ctx, mintStaffContext(clinic.admin)].map((who) =>
      voidEvent(who, { eventId, reason }),
    )
    const results = await Promise.allSettled(twice)
    expect(results.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "conflict" } },
    ])
  })

  it("is out of another organization's reach", async () => {
    const eventId = await say("taken", "no_response")
    const stranger = mintStaffContext((await arrange.clinic()).admin)
    const taken = voidEvent(stranger, { eventId, reason })
    await expect(taken).rejects.toMatchObject({ code: "not_found" })
    expect(await query("SELECT state FROM doses WHERE id = $1", dose.id)).toEqual([
      { state: "taken_confirmed" },
    ])
  })

  it("is kept from whom the database gives no role any more", async () => {
    const eventId = await say("taken", "no_response")
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", ctx.staffId)
    const taken = voidEvent(ctx, { eventId, reason })
    await expect(taken).rejects.toMatchObject({ code: "forbidden" })
  })

  it("needs a reason to be taken back, and facts cannot be", async () => {
    const said = await say("taken", "no_response")
    await expect(voidEvent(ctx, { eventId: said, reason: " " })).rejects.toThrow()
    const eventId = (await eventOf("reminded")).id
    await expect(voidEvent(ctx, { eventId, reason })).rejects.toMatchObject({ code: "invalid" })
    const unknown = voidEvent(ctx, { eventId: randomUUID(), reason })
    await expect(unknown).rejects.toMatchObject({ code: "not_found" })
  })
})

import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintPluginContext, mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { addDays, localDateAt } from "@/lib/local-date"
import { setTimeZoneOverride } from "@/lib/patients/mutations"
import { materializeDoses } from "./materialize"
import { editRegimen, endRegimen, startRegimen } from "./mutations"
import type { EditRegimen, StartRegimen } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let regimenId: string

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const as = (person: ArrangedStaff) => mintStaffContext(person)
const plan = () =>
  materializeDoses(mintSystemContext(clinic.organization.id, "test", "trace"), { now: Date.now() })
const today = () => localDateAt(Date.now(), "UTC")
const tomorrow = () => addDays(today(), 1)

const slots = (...times: string[]) => times.map((localTime) => ({ localTime, label: "" }))
const daily = (...times: string[]) => ({
  ...{ doseText: "1 tablet", slots: slots(...times), recurrence: { kind: "daily" } as const },
  ...{ windows: {}, endDate: null, isReminding: true },
})
const started = (change: Partial<StartRegimen> = {}): StartRegimen => ({
  ...{ patientId: clinic.patient.id, regimenId: randomUUID(), medication: "Lisinopril" },
  ...{ startDate: today(), ...daily("08:00", "20:00"), ...change },
})
const last = async () => {
  const [row] = await query(
    `SELECT id AS "versionId", end_date::text AS "endDate" FROM regimen_versions
      WHERE regimen_id = $1 AND (end_date IS NULL OR end_date >= start_date)
      ORDER BY start_date DESC LIMIT 1`,
    [regimenId],
  )
  return row
}
const edited = async (change: Partial<EditRegimen> = {}): Promise<EditRegimen> => ({
  ...{ regimenId, seen: await last(), from: tomorrow(), ...daily("09:00"), ...change },
})
const ahead = (from = tomorrow()) =>
  query(
    `SELECT local_date::text AS date, slot, state FROM doses
      WHERE regimen_id = $1 AND local_date >= $2 ORDER BY due_at`,
    [regimenId, from],
  )
const standing = async (from?: string) =>
  (await ahead(from)).filter(({ state }) => state === "scheduled").map(({ slot }) => slot)
const audited = (verb: string) =>
  query("SELECT details FROM audit WHERE organization_id = $1 AND verb = $2", [
    ...[clinic.organization.id, verb],
  ])

beforeEach(async () => {
  clinic = await arrange.clinic()
  await query("DELETE FROM regimen_versions")
  regimenId = (await startRegimen(as(clinic.clinician), started())).regimenId
})

describe("startRegimen", () => {
  it("begins in the patient's zone and makes the doses of the days ahead at once", async () => {
    await query("UPDATE patients SET time_zone_override = 'Asia/Tokyo' WHERE id = $1", [
      clinic.patient.id,
    ])
    const { regimenId: id, added } = await startRegimen(as(clinic.clinician), started())
    const rows = await query("SELECT time_zone, due_at FROM doses WHERE regimen_id = $1", [id])
    expect(rows).toHaveLength(added)
    expect(added).toBeGreaterThanOrEqual(28)
    expect(new Set(rows.map((row) => row.time_zone))).toEqual(new Set(["Asia/Tokyo"]))
    for (const { due_at } of rows) expect(due_at.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(await plan()).toBe(0)
    expect(await audited("regimen.started")).toHaveLength(2)
  })

  it("is one regimen when it is sent twice, and refuses another patient's id", async () => {
    const same = started({ regimenId })
    expect(await startRegimen(as(clinic.admin), same)).toMatchObject({ added: 0, cancelled: 0 })
    const other = await arrange.patient(clinic.organization.id)
    await expect(
      startRegimen(as(clinic.admin), { ...same, patientId: other.id }),
    ).rejects.toMatchObject({ code: "conflict" })
  })

  it("refuses what makes no sense and a patient who was deleted", async () => {
    const ctx = as(clinic.clinician)
    for (const wrong of [
      { slots: [] },
      { slots: slots("08:00", "08:00") },
      { endDate: addDays(today(), -1) },
      { recurrence: { kind: "weekdays" as const, days: [] } },
      { medication: " " },
    ]) {
      await expect(startRegimen(ctx, started(wrong))).rejects.toThrow()
    }
    await query("UPDATE patients SET deleted_at = now() WHERE id = $1", [clinic.patient.id])
    await expect(startRegimen(ctx, started())).rejects.toMatchObject({ code: "conflict" })
  })

  it("finds nobody of another organization and obeys staff only", async () => {
    const other = await arrange.clinic()
    await expect(startRegimen(as(other.admin), started())).rejects.toMatchObject({
      code: "not_found",
    })
    const plugin = mintPluginContext(clinic.organization.id, "trace") as never
    await expect(startRegimen(plugin, started())).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("editRegimen", () => {
  it("closes the old version the day before and plans the days ahead anew", async () => {
    const result = await editRegimen(as(clinic.clinician), await edited())
    expect(result).toMatchObject({ added: 14, cancelled: 28 })
    expect(await standing()).toEqual(Array(14).fill("09:00"))
    const versions = await query(
      `SELECT start_date::text AS s, end_date::text AS e, dose_text FROM regimen_versions
        WHERE regimen_id = $1 ORDER BY start_date`,
      [regimenId],
    )
    expect(versions).toEqual([
      { s: today(), e: today(), dose_text: "1 tablet" },
      { s: tomorrow(), e: null, dose_text: "1 tablet" },
    ])
    expect(await plan()).toBe(0)
    const [{ details }] = await audited("regimen.edited")
    expect(details).toMatchObject({ from: tomorrow(), added: 14, cancelled: 28 })
  })

  it("brings cancelled doses back and keeps every window before the next dose", async () => {
    const ctx = as(clinic.clinician)
    const before = await query("SELECT * FROM doses WHERE regimen_id = $1 ORDER BY id", [regimenId])
    await editRegimen(ctx, await edited({ slots: slots("08:00", "12:00", "20:00") }))
    const [{ closes_at: closes }] = await query(
      "SELECT closes_at FROM doses WHERE regimen_id = $1 AND local_date = $2 AND slot = '08:00'",
      [regimenId, tomorrow()],
    )
    expect(closes.toISOString()).toBe(`${tomorrow()}T11:30:00.000Z`)
    await editRegimen(ctx, await edited({ slots: slots("20:00") }))
    await editRegimen(ctx, await edited(daily("08:00", "20:00")))
    const after = await query(
      "SELECT * FROM doses WHERE regimen_id = $1 AND slot <> '12:00' ORDER BY id",
      [regimenId],
    )
    expect(after).toEqual(before)
  })

  it("leaves what was reminded or reported, and withdraws queued texts about the rest", async () => {
    const rows = await query(
      "SELECT id, due_at FROM doses WHERE regimen_id = $1 AND local_date > $2 ORDER BY due_at",
      [regimenId, today()],
    )
    const arranged = rows.map(({ id, due_at }) => ({
      ...{ organizationId: clinic.organization.id, id, patientId: clinic.patient.id },
      ...{ regimenId, dueAt: due_at.getTime(), closesAt: due_at.getTime() },
    }))
    await arrange.message(clinic.patient, arranged.slice(0, 1), { sentAt: Date.now() })
    const queued = await arrange.message(clinic.patient, arranged.slice(1, 2), { state: "queued" })
    await editRegimen(as(clinic.clinician), await edited())
    const states = await query("SELECT id, state FROM doses WHERE id = ANY($1) ORDER BY due_at", [
      rows.slice(0, 2).map(({ id }) => id),
    ])
    expect(states.map(({ state }) => state)).not.toContain("excused")
    expect(states.map(({ state }) => state)[0]).not.toBe("cancelled")
    expect(states.map(({ state }) => state)[1]).toBe("cancelled")
    const [message] = await query("SELECT state, reason FROM messages WHERE id = $1", [queued.id])
    expect(message).toEqual({ state: "cancelled", reason: "regimen_changed" })
  })

  it("keeps a cycle's days when the rest of a turn is edited again", async () => {
    const recurrence = { kind: "cycle", on: 21, off: 7 } as const
    const ctx = as(clinic.clinician)
    regimenId = (await startRegimen(ctx, started({ recurrence }))).regimenId
    for (const days of [10, 14]) {
      await editRegimen(ctx, await edited({ recurrence, from: addDays(today(), days) }))
    }
    const versions = await query(
      `SELECT start_date::text AS s, end_date::text AS e, recurrence ->> 'kind' AS kind
         FROM regimen_versions
        WHERE regimen_id = $1 AND (end_date IS NULL OR end_date >= start_date) ORDER BY start_date`,
      [regimenId],
    )
    const day = (n: number) => addDays(today(), n)
    expect(versions).toEqual([
      { s: day(0), e: day(9), kind: "cycle" },
      { s: day(10), e: day(13), kind: "daily" },
      { s: day(14), e: day(20), kind: "daily" },
      { s: day(28), e: null, kind: "cycle" },
    ])
  })

  it("replaces a change that has not begun and refuses one from the past", async () => {
    const ctx = as(clinic.clinician)
    await editRegimen(ctx, await edited({ from: addDays(today(), 5), slots: slots("22:00") }))
    await editRegimen(ctx, await edited())
    expect(await standing()).toEqual(Array(14).fill("09:00"))
    const past = await edited({ from: addDays(today(), -1) })
    await expect(editRegimen(ctx, past)).rejects.toMatchObject({ code: "invalid", field: "from" })
  })

  it("conflicts when somebody changed or ended it meanwhile", async () => {
    const ctx = as(clinic.clinician)
    const mine = await edited()
    await endRegimen(as(clinic.admin), { regimenId, seen: mine.seen, lastDate: tomorrow() })
    await expect(editRegimen(ctx, mine)).rejects.toMatchObject({ code: "conflict" })
    const [first, second] = [await edited(), await edited({ slots: slots("10:00") })]
    const both = await Promise.allSettled([editRegimen(ctx, first), editRegimen(ctx, second)])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  })

  it("finds nothing of another organization and obeys staff only", async () => {
    const other = await arrange.clinic()
    const input = await edited()
    await expect(editRegimen(as(other.admin), input)).rejects.toMatchObject({ code: "not_found" })
    const plugin = mintPluginContext(clinic.organization.id, "trace") as never
    await expect(editRegimen(plugin, input)).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("endRegimen", () => {
  it("cancels what lies after the last day and can be taken up again", async () => {
    const lastDate = addDays(today(), 3)
    const input = { regimenId, seen: await last(), lastDate }
    expect(await endRegimen(as(clinic.clinician), input)).toMatchObject({ cancelled: 22 })
    expect(await standing(addDays(lastDate, 1))).toEqual([])
    expect(await plan()).toBe(0)
    const again = await edited({ ...daily("08:00", "20:00"), from: addDays(lastDate, 1) })
    expect(await editRegimen(as(clinic.clinician), again)).toMatchObject({ added: 22 })
  })

  it("conflicts when it has ended by then, and when it is not as seen", async () => {
    const ctx = as(clinic.clinician)
    const seen = await last()
    await endRegimen(ctx, { regimenId, seen, lastDate: tomorrow() })
    const later = { regimenId, lastDate: addDays(today(), 5) }
    await expect(endRegimen(ctx, { ...later, seen })).rejects.toMatchObject({ code: "conflict" })
    const now = await last()
    await expect(endRegimen(ctx, { ...later, seen: now })).rejects.toMatchObject({
      code: "conflict",
    })
    const past = { regimenId, seen: now, lastDate: addDays(today(), -2) }
    await expect(endRegimen(ctx, past)).rejects.toMatchObject({ code: "invalid" })
  })

  it("finds nothing of another organization and obeys staff only", async () => {
    const other = await arrange.clinic()
    const input = { regimenId, seen: await last(), lastDate: tomorrow() }
    await expect(endRegimen(as(other.admin), input)).rejects.toMatchObject({ code: "not_found" })
    const plugin = mintPluginContext(clinic.organization.id, "trace") as never
    await expect(endRegimen(plugin, input)).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("an edit and a change of zone", () => {
  const move = async (timeZone: string | null, seen: string | null) =>
    setTimeZoneOverride(as(clinic.clinician), { patientId: clinic.patient.id, timeZone, seen })

  it("compose: what an edit cancelled stays so, what it planned moves along", async () => {
    const ctx = as(clinic.clinician)
    await editRegimen(ctx, await edited())
    await move("Asia/Tokyo", null)
    const from = addDays(today(), 3)
    expect(await standing(from)).toEqual(Array(12).fill("09:00"))
    await editRegimen(ctx, await edited({ from, ...daily("08:00", "20:00") }))
    const zones = await query(
      `SELECT DISTINCT time_zone AS zone FROM doses
        WHERE regimen_id = $1 AND local_date >= $2 AND state = 'scheduled'`,
      [regimenId, from],
    )
    expect(zones).toEqual([{ zone: "Asia/Tokyo" }])
    expect(new Set(await standing(from))).toEqual(new Set(["08:00", "20:00"]))
    await move(null, "Asia/Tokyo")
    expect(new Set(await standing(from))).toEqual(new Set(["08:00", "20:00"]))
    expect(await plan()).toBe(0)
  })
})

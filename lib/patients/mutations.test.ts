import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { localDateAt, localTimeAt } from "@/lib/local-date"
import { materializeDoses } from "@/lib/regimens/materialize"
import { DAY_MS } from "@/lib/time"
import { setTimeZoneOverride, writeNote } from "./mutations"
import { patientTimeline } from "./timeline-queries"

const test = testDatabase()
const arrange = fixtures(test)
const ZONE = "America/Los_Angeles"
let clinic: ArrangedClinic

beforeEach(async () => {
  clinic = await arrange.clinic()
})

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const as = (role: "clinician" | "coordinator" | "admin", of = clinic) => mintStaffContext(of[role])
const set = (timeZone: string | null, seen: string | null = null, ctx = as("clinician")) =>
  setTimeZoneOverride(ctx, { patientId: clinic.patient.id, timeZone, seen })
const dosesOf = (regimenId: string) =>
  query("SELECT * FROM doses WHERE regimen_id = $1 ORDER BY due_at", [regimenId])
const plan = () =>
  materializeDoses(mintSystemContext(clinic.organization.id, "test", "trace"), { now: Date.now() })

describe("setTimeZoneOverride", () => {
  it("moves the doses ahead, once and for all of them, and tells of it", async () => {
    await plan()
    const before = await dosesOf(clinic.regimen.id)
    const now = Date.now()
    const { zone, movedDoses, staying } = await set("america/los_angeles")
    expect(zone).toBe(ZONE)
    expect(staying).toEqual([])
    const after = await dosesOf(clinic.regimen.id)
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
    const moved = after.filter(({ time_zone }) => time_zone === ZONE)
    expect(moved).toHaveLength(movedDoses)
    expect(movedDoses).toBeGreaterThanOrEqual(13)
    for (const dose of moved) {
      const dueAt = dose.due_at.getTime()
      expect(dueAt).toBeGreaterThan(now)
      expect(localTimeAt(dueAt, ZONE)).toBe(dose.slot)
    }
    for (const dose of after.filter(({ time_zone }) => time_zone === "UTC")) {
      const same = before.find(({ id }) => id === dose.id)
      expect(dose).toEqual(same)
    }
    const [entry] = await query(
      "SELECT verb, details FROM audit WHERE patient_id = $1 AND verb = 'patient.zone_set'",
      [clinic.patient.id],
    )
    expect(entry?.details).toEqual({ from: "UTC", to: ZONE, doses: movedDoses, cancelled: 0 })
    expect(await plan()).toBeLessThanOrEqual(1)
    const keys = (await dosesOf(clinic.regimen.id)).map(({ local_date, slot }) =>
      [local_date.toISOString(), slot].join(),
    )
    expect(new Set(keys).size).toBe(keys.length)
    const back = await set(null, ZONE)
    expect(back.zone).toBe("UTC")
    const left = (await dosesOf(clinic.regimen.id)).filter(({ time_zone }) => time_zone === ZONE)
    for (const { local_date, slot } of left) {
      const date = new Intl.DateTimeFormat("sv").format(local_date)
      expect(Date.parse(`${date}T${slot}:00Z`), "it would be overdue").toBeLessThanOrEqual(now)
    }
  })

  it("leaves what is past, reminded, on its way, or of a regimen with a zone of its own", async () => {
    const now = Date.now()
    const { regimen, patient, organization } = clinic
    const ahead = (days: number) => Math.floor((now + days * DAY_MS) / DAY_MS) * DAY_MS + 8 * 3.6e6
    const past = await arrange.dose(regimen, { dueAt: ahead(-2) })
    const reminded = await arrange.dose(regimen, { dueAt: ahead(2), reminded: true })
    const queued = await arrange.dose(regimen, { dueAt: ahead(3) })
    await arrange.message(patient, [queued], { state: "queued" })
    const free = await arrange.dose(regimen, { dueAt: ahead(4) })
    const own = await arrange.regimen(patient, { timeZone: "Asia/Tokyo" })
    const kept = await arrange.dose(own, { dueAt: ahead(5), timeZone: "Asia/Tokyo" })
    expect(await set(ZONE)).toMatchObject({
      movedDoses: 1,
      staying: [{ zone: "Asia/Tokyo", regimens: 1 }],
    })
    const zones = new Map(
      (
        await query("SELECT id, time_zone FROM doses WHERE organization_id = $1", [organization.id])
      ).map(({ id, time_zone }) => [id, time_zone]),
    )
    for (const dose of [past, reminded, queued]) expect(zones.get(dose.id)).toBe("UTC")
    expect(zones.get(free.id)).toBe(ZONE)
    expect(zones.get(kept.id)).toBe("Asia/Tokyo")
    const versions = await query(
      `SELECT start_date::text AS s, end_date::text AS e, time_zone AS z FROM regimen_versions
        WHERE regimen_id = $1 ORDER BY start_date`,
      [regimen.id],
    )
    const today = localDateAt(now, ZONE)
    expect(versions).toMatchObject([{ z: "UTC" }, { s: today, e: null, z: ZONE }])
    expect(versions[0]?.e < today).toBe(true)
  })

  it("takes names of zones only, and refuses who looks at an old page", async () => {
    for (const timeZone of ["", "Mars/Olympus", "+05:00", "x".repeat(80)]) {
      await expect(set(timeZone)).rejects.toThrow()
    }
    await set(ZONE)
    await expect(set("Asia/Tokyo")).rejects.toMatchObject({ code: "conflict" })
    await expect(set(null, "Asia/Tokyo")).rejects.toMatchObject({ code: "conflict" })
  })

  it("reaches no other organization's patient, and is open to nobody without a role", async () => {
    const elsewhere = await arrange.clinic()
    await expect(set(ZONE, null, as("admin", elsewhere))).rejects.toMatchObject({
      code: "not_found",
    })
    await query("UPDATE staff SET role = NULL WHERE id = $1", [clinic.clinician.staffId])
    await expect(set(ZONE)).rejects.toMatchObject({ code: "forbidden" })
    for (const [n, role] of (["coordinator", "admin"] as const).entries()) {
      await set(n === 0 ? ZONE : null, n === 0 ? null : ZONE, as(role))
    }
  })
})

describe("writeNote", () => {
  const write = (body: string, fields: object = {}, ctx = as("clinician")) =>
    writeNote(ctx, { patientId: clinic.patient.id, noteId: randomUUID(), body, ...fields })
  const notes = async () =>
    (await patientTimeline(as("admin"), clinic.patient.id, { days: 30 }, Date.now())).notes

  it("adds to the timeline, with who wrote it and no word of it in the audit", async () => {
    const { noteId } = await write("  Prefers calls\u0000 in the morning \ud83d  ")
    expect(await notes()).toMatchObject([{ id: noteId, by: "Robin clinician" }])
    expect((await notes())[0]?.body).toMatch(/^Prefers calls in the morning/)
    await write("y".repeat(2_000), {}, as("coordinator"))
    const entries = await query("SELECT * FROM audit WHERE verb = 'note.written'")
    expect(entries).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toContain("Prefers")
  })

  it("is written once however often it is asked for, and for one patient only", async () => {
    const noteId = randomUUID()
    await Promise.all([1, 2, 3].map(() => write("Once", { noteId })))
    expect(await notes()).toHaveLength(1)
    const other = await arrange.patient(clinic.organization.id)
    await expect(write("Once", { noteId, patientId: other.id })).rejects.toMatchObject({
      code: "conflict",
    })
  })

  it("shows the newest 200, however long ago they were written, in order", async () => {
    await query(
      `INSERT INTO patient_notes (organization_id, id, patient_id, body, written_by, written_at)
       SELECT organization_id, gen_random_uuid(), $1, 'Day ' || n, id, now() - n * interval '1 day'
         FROM staff, generate_series(91, 300) n WHERE id = $2`,
      [clinic.patient.id, clinic.clinician.staffId],
    )
    const bodies = (await notes()).map(({ body }) => body)
    expect(bodies).toHaveLength(200)
    expect([bodies[0], bodies.at(-1)]).toEqual(["Day 290", "Day 91"])
  })

  it("needs words, not too many, a patient of the organization and a role", async () => {
    for (const body of ["", "  \u0000 ", "y".repeat(2_001)]) {
      await expect(write(body)).rejects.toThrow()
    }
    const elsewhere = await arrange.clinic()
    await expect(write("x", {}, as("admin", elsewhere))).rejects.toMatchObject({
      code: "not_found",
    })
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.clinician.staffId])
    await expect(write("x")).rejects.toMatchObject({ code: "forbidden" })
    expect(await notes()).toEqual([])
  })

  it("stays as it was written", async () => {
    await write("As it was")
    const app = `SET LOCAL ROLE doseline_app; SET LOCAL app.organization_id = '${clinic.organization.id}';`
    for (const change of ["UPDATE patient_notes SET body = 'x'", "DELETE FROM patient_notes"]) {
      const tried = test.owner().query(`BEGIN; ${app} ${change}; COMMIT`)
      await expect(tried).rejects.toThrow("permission denied")
    }
    await test.owner().query("ROLLBACK")
  })
})

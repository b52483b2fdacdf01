import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintSystemContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { lockPatient } from "@/lib/patients/lock"
import { MINUTE_MS } from "@/lib/time"
import { followZone } from "./follow-zone"
import { materializeDoses } from "./materialize"

const test = testDatabase()
const arrange = fixtures(test)
const [BERLIN, TOKYO] = ["Europe/Berlin", "Asia/Tokyo"]
/** 12:00 in Berlin, 20:00 in Tokyo. */
const NOON = Date.parse("2026-11-10T11:00:00Z")
let clinic: ArrangedClinic
let regimenId: string

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const ctx = () => mintSystemContext(clinic.organization.id, "test", "trace")
const plan = (now = NOON) => materializeDoses(ctx(), { now })

const move = (oldZone: string, newZone: string, now = NOON) =>
  writeAs(ctx(), "directory.sync", async (tx, { audit }) => {
    const patient = await lockPatient(tx, clinic.patient.id)
    if (!patient) throw new Error("no patient")
    await audit({ verb: "test", subjectKind: "patient", subjectId: patient.patientId })
    return followZone(tx, { patient, oldZone, newZone, now })
  })
/** What a person who sends a reminder then would ask about. */
const asked = async (now: number): Promise<string[]> => {
  const rows = await query(
    `SELECT slot FROM doses WHERE patient_id = $1 AND state IN ('scheduled', 'pending')
        AND closes_at > $2 AND (opens_at <= $2 OR due_at <= $2 + interval '1 hour')
      ORDER BY due_at, id`,
    [clinic.patient.id, new Date(now)],
  )
  return rows.map(({ slot }) => slot)
}
const today = () =>
  query(
    `SELECT id, slot, state, time_zone AS zone, due_at AS due, closes_at AS closes FROM doses
      WHERE regimen_id = $1 AND local_date = '2026-11-10' ORDER BY slot`,
    [regimenId],
  )
const twice = async (slots: string[]) => {
  const regimen = await arrange.regimen(clinic.patient, { timeZone: BERLIN, slots })
  regimenId = regimen.id
  await query("UPDATE regimen_versions SET created_at = '2026-01-01' WHERE regimen_id = $1", [
    regimenId,
  ])
  await plan()
}

beforeEach(async () => {
  clinic = await arrange.clinic({ timeZone: BERLIN })
  await query("DELETE FROM regimen_versions")
})

describe("followZone eastward with two slots", () => {
  it("never lets two doses of a regimen be asked about at once", async () => {
    await twice(["14:00", "22:00"])
    expect(await move(BERLIN, TOKYO)).toMatchObject({ cancelledDoses: 1 })
    const two = Date.parse("2026-11-10T13:00:00Z")
    expect(await today()).toMatchObject([
      { slot: "14:00", state: "cancelled", zone: BERLIN, due: new Date(two) },
      { slot: "22:00", state: "scheduled", zone: TOKYO, due: new Date(two) },
    ])
    for (const minutes of [-60, -30, 0, 30, 120]) {
      expect(await asked(two + minutes * MINUTE_MS)).toEqual(["22:00"])
    }
    const [said] = await query("SELECT kind, source, reason FROM dose_events")
    expect(said).toEqual({ kind: "cancelled", source: "system", reason: "zone_changed" })
  })

  it("brings the cancelled dose back when the zone comes back", async () => {
    await twice(["14:00", "22:00"])
    const before = await today()
    await move(BERLIN, TOKYO)
    expect(await move(TOKYO, BERLIN)).toMatchObject({ cancelledDoses: 0 })
    expect(await today()).toEqual(before)
    expect(await move(BERLIN, TOKYO)).toMatchObject({ cancelledDoses: 1 })
    expect((await today()).map(({ state }) => state)).toEqual(["cancelled", "scheduled"])
  })

  it("closes what stays in time for what moved, in the real order", async () => {
    await twice(["12:30", "23:00"])
    expect(await move(BERLIN, TOKYO)).toMatchObject({ cancelledDoses: 0 })
    expect(await today()).toMatchObject([
      { slot: "12:30", state: "scheduled", closes: new Date("2026-11-10T13:30:00Z") },
      { slot: "23:00", state: "scheduled", due: new Date("2026-11-10T14:00:00Z") },
    ])
  })

  it("changes nothing that was reminded: then what moved gives way", async () => {
    await twice(["14:00", "22:00"])
    const [first] = await today()
    await query("UPDATE doses SET reminded = true WHERE id = $1", [first?.id])
    await move(BERLIN, TOKYO)
    const [kept, moved] = await today()
    expect(kept).toEqual(first)
    expect(moved).toMatchObject({ state: "cancelled", zone: TOKYO })
  })

  it("leaves nothing for the next planning to add or to double", async () => {
    await twice(["14:00", "22:00"])
    await move(BERLIN, TOKYO)
    await plan()
    const [{ n }] = await query(
      `SELECT count(*)::int AS n FROM doses a JOIN doses b
           ON b.regimen_id = a.regimen_id AND a.id < b.id AND a.state <> 'cancelled'
          AND b.state <> 'cancelled' AND abs(extract(epoch FROM a.due_at - b.due_at)) <= 3600
        WHERE a.regimen_id = $1`,
      [regimenId],
    )
    expect(n).toBe(0)
  })
})

import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { HOUR_MS } from "@/lib/time"
import { closeWindows } from "./close"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-11-03T20:00:00Z")

describe("closeWindows", () => {
  it("tells apart who was reminded and who was not, in every organization, once", async () => {
    const states = new Map<string, string>()
    for (const clinic of [await arrange.clinic(), await arrange.clinic()]) {
      const dueAt = now - 7 * HOUR_MS
      const silent = await arrange.dose(clinic.regimen, { dueAt, state: "pending" })
      await arrange.message(clinic.patient, [silent])
      const forgotten = await arrange.dose(clinic.regimen, { dueAt: dueAt - HOUR_MS })
      const open = await arrange.dose(clinic.regimen, { dueAt: now - HOUR_MS })
      states.set(silent.id, "no_response").set(forgotten.id, "not_reminded")
      states.set(open.id, "scheduled")
    }
    expect(await closeWindows(now)).toBe(4)
    const { rows } = await test.owner().query("SELECT id, state FROM doses")
    expect(new Map(rows.map(({ id, state }) => [id, state]))).toEqual(states)
    expect(await closeWindows(now)).toBe(0)
    const audit = await test.owner().query("SELECT verb FROM audit")
    expect(audit.rows).toEqual([{ verb: "doses.closed" }, { verb: "doses.closed" }])
  })
  it("closes the windows of all, page after page, though one patient's fail", async () => {
    const { regimen, organization } = await arrange.clinic()
    const regimens = [regimen]
    for (let n = 1; n < 5; n += 1) {
      regimens.push(await arrange.regimen(await arrange.patient(organization.id)))
    }
    for (const each of regimens) await arrange.dose(each, { dueAt: now - 7 * HOUR_MS })
    const [failing] = regimens.map(({ patientId }) => patientId).sort()
    const query = (text: string) => test.owner().query(text)
    await query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no'; END $$`)
    await query(`CREATE TRIGGER fail BEFORE UPDATE ON doses FOR EACH ROW
      WHEN (NEW.patient_id = '${failing}') EXECUTE FUNCTION fail()`)
    expect(await closeWindows(now, { atOnce: 2 })).toBe(4)
    await query("DROP FUNCTION fail CASCADE")
    expect(await closeWindows(now, { atOnce: 2 })).toBe(1)
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"
import { reduceDose } from "@/lib/doses/reduce"
import { analyseText } from "@/lib/messages/segments"
import { materializeAll } from "@/lib/regimens/materialize"
import { nudgeSilent } from "@/lib/schedule/nudge"
import { remindDue } from "@/lib/schedule/remind"
import { templateRefusals } from "@/lib/templates/refusal"
import { MINUTE_MS } from "@/lib/time"
import { seedDatabase } from "./seed"

const test = testDatabase()
let biot: RunningSimulator
const now = Date.now()
const query = async (text: string) => (await test.owner().query(text)).rows

beforeAll(async () => {
  biot = await startSimulator()
  testEnvironment({ BIOT_BASE_URL: biot.url })
  await seedDatabase(now)
}, 180_000)
afterAll(() => biot.stop())

describe("the seeded clinic", () => {
  it("has states that follow from its events", async () => {
    const doses = await query(`
      SELECT d.*, coalesce(json_agg(e) FILTER (WHERE e.id IS NOT NULL), '[]') AS events
        FROM doses d LEFT JOIN dose_events e ON e.dose_id = d.id GROUP BY d.organization_id, d.id`)
    expect(doses.length).toBeGreaterThan(5_000)
    const ms = (at: unknown) => (at === null ? null : new Date(String(at)).getTime())
    for (const row of doses) {
      const events = row.events.map((event: Record<string, unknown>) => ({
        ...event,
        at: ms(event.at),
        recordedAt: ms(event.recorded_at),
        takenAt: ms(event.taken_at),
      }))
      const times = {
        dueAt: row.due_at.getTime(),
        opensAt: row.opens_at.getTime(),
        onTimeUntil: row.on_time_until.getTime(),
        closesAt: row.closes_at.getTime(),
      }
      expect(row.state).toBe(reduceDose(times, events, now).state)
    }
  })

  it("shows every state and every kind of exception, and sends nothing", async () => {
    const states = (await query("SELECT DISTINCT state FROM doses")).map((row) => row.state)
    expect(states).toEqual(
      expect.arrayContaining([
        "taken_on_time",
        "taken_late",
        "taken_confirmed",
        "not_taken",
        "no_response",
        "conflicting",
        "not_reminded",
        "excused",
        "scheduled",
      ]),
    )
    const waiting = await query("SELECT DISTINCT reason FROM replies WHERE state <> 'applied'")
    expect(waiting.map((row) => row.reason)).toEqual(
      expect.arrayContaining([
        "unknown_patient",
        "not_a_patient",
        "other_patients_message",
        "not_success",
        "late_reply",
        "safety",
        "question",
        "contradiction",
      ]),
    )
    expect(await query("SELECT 1 FROM messages WHERE state IN ('queued', 'sending')")).toEqual([])
    const sent = await biot.control<{ messages: unknown[] }>("GET", "/simulator/sms")
    expect(sent.messages).toEqual([])
  })

  it("keeps texts to choose from that the editor takes, and leaves the defaults built in", async () => {
    const texts = await query(`
      SELECT o.name AS home, t.language, t.is_default, v.body, v.written_by
        FROM templates t JOIN organizations o ON o.id = t.organization_id
        JOIN template_versions v ON v.template_id = t.id`)
    const languages = (home: string) =>
      new Set(texts.filter((text) => text.home === home).map(({ language }) => language))
    expect(languages("Lakeside Heart Clinic")).toEqual(new Set(["en", "es"]))
    expect(languages("Nordlicht Praxis")).toContain("de")
    for (const { body, is_default, written_by } of texts) {
      expect(templateRefusals(body, { namesMedicines: false })).toEqual([])
      expect(analyseText(body).parts).toBe(1)
      expect([is_default, typeof written_by]).toEqual([false, "string"])
    }
  })

  it("offers several patients who can be reminded now", async () => {
    const open = await query(`
      SELECT DISTINCT patient_id FROM doses
       WHERE state IN ('scheduled', 'pending') AND opens_at <= now() AND closes_at > now()`)
    expect(open.length).toBeGreaterThan(4)
  })

  it("leaves some patients to a person and the others to the schedule", async () => {
    const byHand = `SELECT d.patient_id FROM doses d WHERE d.state = 'scheduled'
        AND d.opens_at <= now() AND d.on_time_until > now() + interval '10 minutes'
        AND EXISTS (SELECT 1 FROM regimen_versions v WHERE v.regimen_id = d.regimen_id
                      AND NOT v.is_reminding)`
    const before = await query(`${byHand} ORDER BY 1`)
    // Each journey of the browser tests uses up one of them, of the first organization.
    const reachable = await query(`
      SELECT o.name, count(DISTINCT p.id)::int AS n FROM patients p
        JOIN organizations o ON o.id = p.organization_id
       WHERE p.id IN (${byHand}) AND p.is_enabled AND p.first_name IS NOT NULL
         AND p.phone ~ '^[+](1202|972|49)'
         AND (SELECT count(*) FROM patients q WHERE q.phone = p.phone) = 1
         AND NOT EXISTS (SELECT 1 FROM opt_outs x WHERE x.phone = p.phone AND x.is_opted_out)
       GROUP BY o.name ORDER BY n DESC`)
    expect(reachable[0]).toMatchObject({ name: "Lakeside Heart Clinic" })
    expect(reachable[0].n).toBeGreaterThan(7)
    const shares = await query(`
      SELECT r.patient_id, bool_or(v.is_reminding) <> bool_and(v.is_reminding) AS is_mixed,
             bool_or(v.is_reminding) AS is_scheduled
        FROM regimen_versions v JOIN regimens r ON r.id = v.regimen_id GROUP BY 1`)
    const scheduled = shares.filter((share) => share.is_scheduled)
    expect(shares.filter((share) => share.is_mixed)).toEqual([])
    expect(scheduled.length).toBeGreaterThan(shares.length / 3)
    expect(scheduled.length).toBeLessThan((shares.length * 2) / 3)
    await remindDue(now + 15 * MINUTE_MS)
    await nudgeSilent(now)
    expect(await query(`${byHand} ORDER BY 1`)).toEqual(before)
    const texted = await query(`
      SELECT 1 FROM messages m JOIN message_doses md ON md.message_id = m.id
        JOIN doses d ON d.id = md.dose_id
        JOIN regimen_versions v ON v.regimen_id = d.regimen_id AND NOT v.is_reminding
       WHERE m.state = 'queued' AND m.kind = 'reminder'`)
    expect(texted).toEqual([])
  })

  it("is made once, and leaves the worker's expansion nothing to add", async () => {
    expect(await seedDatabase(Date.now())).toMatchObject({ organizations: 0, doses: 0 })
    expect(await materializeAll(now)).toBe(0)
  })
})

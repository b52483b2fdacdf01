import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type RunningSimulator, startSimulator } from "@/db/testing/simulator"
import { testEnvironment } from "@/db/testing/stub-server"
import { reduceDose } from "@/lib/doses/reduce"
import { materializeAll } from "@/lib/regimens/materialize"
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

  it("offers several patients who can be reminded now", async () => {
    const open = await query(`
      SELECT DISTINCT patient_id FROM doses
       WHERE state IN ('scheduled', 'pending') AND opens_at <= now() AND closes_at > now()`)
    expect(open.length).toBeGreaterThan(4)
  })

  it("is made once, and leaves the worker's expansion nothing to add", async () => {
    expect(await seedDatabase(Date.now())).toMatchObject({ organizations: 0, doses: 0 })
    expect(await materializeAll(now)).toBe(0)
  })
})

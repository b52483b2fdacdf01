import { beforeAll, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { newId } from "@/lib/id"
import { DAY_MS, HOUR_MS, type Instant } from "@/lib/time"
import { connectionActivity, repliesStanding } from "./activity"
import { flushTally, tallyCall } from "./tally"

const test = testDatabase()
const arrange = fixtures(test)
const NOW = Date.UTC(2026, 10, 23, 12)
let berlin: ArrangedClinic
let elsewhere: ArrangedClinic

beforeAll(async () => {
  berlin = await arrange.clinic({ timeZone: "Europe/Berlin" })
  elsewhere = await arrange.clinic()
})

const admin = (clinic = berlin) => mintStaffContext(clinic.admin)
const seen = (clinic = berlin) => connectionActivity(admin(clinic), NOW)

async function reply(at: Instant, rule: string | null, { delayMs = 0, messageId = "" } = {}) {
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, received_at, event_at, state,
       match_rule, from_phone, patient_id, message_id)
     VALUES ($1, $2::uuid, $2::uuid::text, '{}', $3, $4, 'applied', $5, '+15552000000', $6, $7)`,
    [
      ...[berlin.organization.id, newId(), new Date(at), new Date(at - delayMs), rule],
      ...[berlin.patient.id, messageId || null],
    ],
  )
}

async function reminder(at: Instant): Promise<string> {
  const dose = await arrange.dose(berlin.regimen, { dueAt: at })
  const fields = { state: "sent" as const, sentAt: at, createdAt: at }
  const { id } = await arrange.message({ ...berlin.patient }, [dose], fields)
  return id
}

it("counts calls by what became of them, also those that waited", async () => {
  for (let n = 0; n < 3; n += 1) tallyCall("incoming-sms", "bad_signature", NOW - DAY_MS + n)
  tallyCall("incoming-sms", "bad_signature", NOW)
  tallyCall("incoming-sms", "accepted", NOW - HOUR_MS)
  tallyCall("people", "expired", NOW - 20 * DAY_MS)
  await Promise.all([flushTally(), flushTally()])
  tallyCall("incoming-sms", "accepted", NOW - 2 * HOUR_MS)
  await flushTally()
  expect(await seen()).toMatchObject({
    acceptedCalls: 2,
    lastCallAt: { "incoming-sms": NOW - HOUR_MS, people: null },
    refused: [{ endpoint: "incoming-sms", reason: "bad_signature", calls: 4, lastAt: NOW }],
  })
})

it("tells replies by rule and local day, and how long they took", async () => {
  // 23:30 UTC of the 21st is the 22nd in Berlin.
  await reply(Date.UTC(2026, 10, 21, 23, 30), "previous_id", { delayMs: 400 })
  await reply(Date.UTC(2026, 10, 22, 9), "previous_id", { delayMs: 600 })
  await reply(Date.UTC(2026, 10, 22, 10), null, { delayMs: 800 })
  await reply(NOW - 15 * DAY_MS, "open_window")
  const { rules } = await seen()
  expect(rules.map(({ day, medianDelayMs }) => [day, medianDelayMs])).toEqual([["2026-11-22", 600]])
  expect(rules[0]?.counts).toMatchObject({ previous_id: 2, none: 1, open_window: 0 })
  expect((await seen(elsewhere)).rules).toEqual([])
})

it("notices that replies have stopped while reminders go out", async () => {
  const last = Date.UTC(2026, 10, 22, 10)
  for (let n = 1; n <= 30; n += 1) {
    const at = last - n * HOUR_MS
    await reply(at + 60_000, "previous_id", { messageId: await reminder(at) })
  }
  expect((await repliesStanding(admin(), NOW)).hasStopped).toBe(false)
  for (let n = 1; n <= 12; n += 1) await reminder(last + n * HOUR_MS)
  const { silence } = await seen()
  expect(silence).toEqual({
    lastReplyAt: last,
    unanswered: 12,
    before: { reminders: 30, answered: 30 },
    hasStopped: true,
  })
  expect((await repliesStanding(admin(), NOW)).hasStopped).toBe(true)
  // What was sent just now may still be answered.
  expect((await repliesStanding(admin(), last + 9 * HOUR_MS)).hasStopped).toBe(false)
  expect((await repliesStanding(admin(elsewhere), NOW)).hasStopped).toBe(false)
})

it("is the admin's", async () => {
  for (const person of [berlin.clinician, berlin.coordinator]) {
    const asked = connectionActivity(mintStaffContext(person), NOW)
    await expect(asked).rejects.toMatchObject({ code: "forbidden" })
  }
})

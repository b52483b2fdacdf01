import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedPatient, fixtures } from "@/db/testing/fixtures"
import { mintSystemContext } from "@/lib/auth/context"
import { closeWindows } from "@/lib/doses/close"
import { claimMessages } from "@/lib/messages/claim"
import { recordSend } from "@/lib/messages/record"
import { materializeDoses } from "@/lib/regimens/materialize"
import { HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { nudgeSilent } from "./nudge"
import { remindDue } from "./remind"

const test = testDatabase()
const arrange = fixtures(test)
const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows

let patient: ArrangedPatient

/** BioT takes every text at once, at the time that the test says it is. */
async function deliverAll(now: Instant): Promise<void> {
  for (;;) {
    const claim = await claimMessages(now)
    if (claim.kind === "idle") return
    if (claim.kind === "wait") continue
    for (const { organizationId, id: messageId, patientId, refusal } of claim.messages) {
      const ctx = mintSystemContext(organizationId, "test", "trace")
      const outcome = refusal ?? { kind: "sent" as const, biotMessageId: randomUUID() }
      await recordSend(ctx, { messageId, patientId, outcome, now })
    }
  }
}

/** One minute of two workers that do everything at once. */
async function tick(now: Instant): Promise<void> {
  await Promise.all([remindDue(now), remindDue(now), nudgeSilent(now), nudgeSilent(now)])
  await deliverAll(now)
  await Promise.all([closeWindows(now), closeWindows(now)])
}

/** Doses of two regimens 20 minutes apart, at `slots`, planned from the day before `date` on. */
async function plan(zone: string, date: string, slots: string[]): Promise<void> {
  const home = await arrange.organization({ timeZone: zone })
  patient = await arrange.patient(home.id, { timeZoneOverride: zone })
  const later = slots.map((slot) => slot.replace(/:(\d)0$/, (_, tens) => `:${Number(tens) + 2}0`))
  for (const times of [slots, later]) {
    await arrange.regimen(patient, { slots: times, timeZone: zone, startDate: "2011-01-01" })
  }
  await query("UPDATE regimen_versions SET created_at = 'epoch'")
  const now = Date.parse(`${date}T00:00:00Z`)
  await materializeDoses(mintSystemContext(home.id, "test", "trace"), { now })
  // What lies around the night itself is not looked at.
  await query("UPDATE doses SET state = 'cancelled' WHERE local_date <> $1", [date])
}

const theirDoses = () =>
  query(
    "SELECT id, due_at, closes_at, state FROM doses WHERE patient_id = $1 AND state <> 'cancelled' ORDER BY due_at",
    [patient.id],
  )
const theirTexts = () =>
  query(
    `SELECT kind, state, sent_at,
            array(SELECT dose_id::text FROM message_doses d WHERE d.message_id = m.id) AS doses
       FROM messages m WHERE patient_id = $1 ORDER BY sent_at`,
    [patient.id],
  )

beforeEach(async () => {
  await query("UPDATE organizations SET is_active = false")
  await query("UPDATE doses SET state = 'cancelled'")
  await query("UPDATE send_pace SET per_second = 100000, next_at = 'epoch'")
})

/** From before a dose is due until after its window has closed. */
const MINUTES = [-5, 0, 1, 15, 20, 44, 45, 46, 60, 75, 180, 360, 381]

/** Each night, the slot that the clock jumps over or passes twice, and when that is in UTC. */
const NIGHTS = [
  ["America/New_York", "2027-03-14", "02:30", "2027-03-14T07:30:00Z"],
  ["America/New_York", "2027-11-07", "01:30", "2027-11-07T05:30:00Z"],
  ["Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:30:00Z"],
  ["Europe/Berlin", "2027-10-31", "02:30", "2027-10-31T00:30:00Z"],
  ["Australia/Lord_Howe", "2027-10-03", "02:00", "2027-10-02T15:30:00Z"],
  ["Australia/Lord_Howe", "2027-04-04", "01:30", "2027-04-03T14:30:00Z"],
] as const

describe("a night on which the clock changes", () => {
  it.each(NIGHTS)(
    "in %s on %s gives one reminder and one nudge at %s",
    async (zone, date, slot, utc) => {
      await plan(zone, date, [slot])
      const due = Date.parse(utc)
      const doses = await theirDoses()
      expect(doses[0].due_at.toISOString()).toBe(new Date(due).toISOString())
      expect(doses).toHaveLength(2)
      for (const minute of MINUTES) await tick(due + minute * MINUTE_MS)
      const texts = await theirTexts()
      expect(texts.map(({ kind, state }) => [kind, state])).toEqual([
        ["reminder", "sent"],
        ["nudge", "sent"],
      ])
      for (const text of texts) expect(text.doses.sort()).toEqual(doses.map(({ id }) => id).sort())
      expect(texts[0].sent_at.getTime()).toBe(due)
      expect(texts[1].sent_at.getTime()).toBe(due + 45 * MINUTE_MS)
      expect((await theirDoses()).map(({ state }) => state)).toEqual(["no_response", "no_response"])
    },
    120_000,
  )
})

it("asks nothing on a date that the zone skips, and once on those around it", async () => {
  const zone = "Pacific/Apia"
  const home = await arrange.organization({ timeZone: zone })
  patient = await arrange.patient(home.id, { timeZoneOverride: zone })
  await arrange.regimen(patient, { slots: ["08:00"], timeZone: zone, startDate: "2011-12-01" })
  await query("UPDATE regimen_versions SET created_at = 'epoch'")
  const ctx = mintSystemContext(home.id, "test", "trace")
  await materializeDoses(ctx, { now: Date.parse("2011-12-29T12:00:00Z") })
  await query("UPDATE doses SET state = 'cancelled' WHERE local_date NOT BETWEEN $1 AND $2", [
    ...["2011-12-29", "2011-12-31"],
  ])
  const [first, second, ...more] = await theirDoses()
  expect(more).toEqual([])
  expect(second.due_at - first.due_at).toBe(24 * HOUR_MS)
  for (const { due_at } of [first, second]) {
    for (const minute of MINUTES) await tick(due_at.getTime() + minute * MINUTE_MS)
  }
  expect((await theirTexts()).map(({ kind }) => kind)).toEqual([
    ...["reminder", "nudge", "reminder", "nudge"],
  ])
}, 120_000)

describe("a worker that was away", () => {
  const due = Date.parse("2027-01-12T08:00:00Z")

  it("for three hours still asks, once, and does not nudge at the same moment", async () => {
    await plan("UTC", "2027-01-12", ["08:00"])
    await tick(due + 3 * HOUR_MS)
    await tick(due + 3 * HOUR_MS + 30 * SECOND_MS)
    expect((await theirTexts()).map(({ kind }) => kind)).toEqual(["reminder"])
    await tick(due + 3 * HOUR_MS + 46 * MINUTE_MS)
    expect((await theirTexts()).map(({ kind }) => kind)).toEqual(["reminder", "nudge"])
  })

  it("until the window closed sends nothing, and what was queued goes nowhere", async () => {
    await plan("UTC", "2027-01-12", ["08:00"])
    const [, last] = await theirDoses()
    await remindDue(due)
    await deliverAll(last.closes_at.getTime())
    await tick(last.closes_at.getTime())
    expect((await theirTexts()).map(({ state }) => state)).toEqual(["queued"])
    expect((await theirDoses()).map(({ state }) => state)).toEqual([
      ...["not_reminded", "not_reminded"],
    ])
  })
})

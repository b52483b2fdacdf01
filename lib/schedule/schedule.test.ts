import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import type { ArrangedDose } from "@/db/testing/fixtures"
import { sending } from "@/db/testing/sending"
import { mintStaffContext } from "@/lib/auth/context"
import { sendManualReminder } from "@/lib/messages/mutations"
import { endPeriod, excusePeriod } from "@/lib/regimens/period-mutations"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { nudgeSilent } from "./nudge"
import { remindDue } from "./remind"

const test = testDatabase()
const here = sending(test)
const now = Date.now()

/** Due so many minutes ago. */
const due = (minutes: number, more: object = {}) =>
  here.arrange.dose(here.clinic().regimen, { dueAt: now - minutes * MINUTE_MS, ...more })
const settings = (value: object) =>
  here.query("UPDATE organizations SET settings = settings || $2 WHERE id = $1", [
    here.clinic().organization.id,
    JSON.stringify(value),
  ])
const texts = () =>
  here.query(
    `SELECT kind, array(SELECT dose_id::text FROM message_doses d WHERE d.message_id = m.id
                         ORDER BY 1) AS doses
       FROM messages m WHERE organization_id = $1 AND kind IN ('reminder', 'nudge')
      ORDER BY created_at, kind DESC`,
    [here.clinic().organization.id],
  )
const verdicts = () =>
  here.query("SELECT attempt, refusal FROM send_verdicts WHERE organization_id = $1", [
    here.clinic().organization.id,
  ])
const events = (dose: ArrangedDose) =>
  here.query("SELECT kind, source, reason FROM dose_events WHERE dose_id = $1", [dose.id])
const sorted = (...doses: ArrangedDose[]) => doses.map(({ id }) => id).sort()

beforeEach(async () => {
  // Nothing of an earlier test is anybody's turn.
  await here.query("UPDATE doses SET state = 'cancelled'")
})

describe("remindDue", () => {
  it("asks once about what is due, in the dose's name, and leaves the rest alone", async () => {
    const dose = await due(1)
    await due(-45, { slot: "later" })
    await due(7 * 60, { slot: "closed" })
    await due(2, { slot: "excused", state: "excused" })
    expect(await remindDue(now)).toBe(1)
    expect(await remindDue(now + MINUTE_MS)).toBe(0)
    expect(await texts()).toEqual([{ kind: "reminder", doses: [dose.id] }])
    expect(await verdicts()).toEqual([{ attempt: `reminder:${dose.id}`, refusal: null }])
    const [message] = await here.messages()
    expect(message).toMatchObject({ requested_by: null, priority: 20, state: "queued" })
    expect(message.expires_at.getTime()).toBe(dose.closesAt)
    const audited = await here.query(
      "SELECT verb, actor_id, details FROM audit WHERE subject_id = $1",
      [message.id],
    )
    expect(audited).toEqual([
      {
        verb: "message.queued",
        actor_id: "remind-due",
        details: { kind: "reminder", doseIds: [dose.id], refusal: null },
      },
    ])
  })

  it("shares one reminder among doses within 30 minutes, and gives the others their own", async () => {
    const other = await here.arrange.regimen(here.clinic().patient, { medication: "Lisinopril" })
    const first = await due(0)
    const soon = await here.arrange.dose(other, { dueAt: now + 30 * MINUTE_MS })
    const early = await due(90, { slot: "early" })
    expect(await remindDue(now)).toBe(2)
    expect((await texts()).map(({ doses }) => doses)).toEqual(
      expect.arrayContaining([[early.id], sorted(first, soon)]),
    )
    expect(await remindDue(now + 31 * MINUTE_MS)).toBe(0)
  })

  it("writes one text however many workers ask at once", async () => {
    const dose = await due(1)
    const asked = await Promise.all(Array.from({ length: 8 }, () => remindDue(now)))
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await texts()).toEqual([{ kind: "reminder", doses: [dose.id] }])
  })

  it("asks late while the window is open, and never after", async () => {
    const open = await due(3 * 60)
    await due(6 * 60, { slot: "closed" })
    expect(await remindDue(now)).toBe(1)
    expect(await texts()).toEqual([{ kind: "reminder", doses: [open.id] }])
  })

  it("does not ask again what a person asked, before or at the same moment", async () => {
    const dose = await due(1)
    const wanted = {
      patientId: here.clinic().patient.id,
      doseIds: [dose.id],
      body: "Reply 1 when you have taken it.",
      idempotencyKey: `by-hand-${dose.id}`,
    }
    const coordinator = mintStaffContext(here.clinic().coordinator)
    const asks = [sendManualReminder(coordinator, wanted), remindDue(now), remindDue(now)]
    await Promise.all(asks)
    await remindDue(now)
    const reminders = (await texts()).filter(({ kind }) => kind === "reminder")
    expect(reminders).toHaveLength(1)
  })

  it("leaves out who is reminded by hand, whole organizations too", async () => {
    const dose = await due(1)
    await here.query("UPDATE regimen_versions SET is_reminding = false WHERE regimen_id = $1", [
      dose.regimenId,
    ])
    expect(await remindDue(now)).toBe(0)
    await here.query("UPDATE regimen_versions SET is_reminding = true WHERE regimen_id = $1", [
      dose.regimenId,
    ])
    await settings({ schedule: { isOn: false, nudgeAfterMinutes: 45 } })
    expect(await remindDue(now)).toBe(0)
    expect(await verdicts()).toEqual([])
    await settings({ schedule: { isOn: true, nudgeAfterMinutes: 45 } })
    expect(await remindDue(now)).toBe(1)
  })

  it("follows the version that holds, not one that was replaced before it began", async () => {
    await due(1)
    await here.arrange.neverBegun(here.clinic().regimen, { isReminding: false })
    expect(await remindDue(now)).toBe(1)
  })

  it("asks about a dose in the hours though one before it, outside them, was refused", async () => {
    const minute = (at: number) => new Date(at).toISOString().slice(11, 16)
    const other = await here.arrange.regimen(here.clinic().patient, { medication: "Lisinopril" })
    const early = await due(0)
    const later = await here.arrange.dose(other, { dueAt: now + 29 * MINUTE_MS })
    const from = now + 10 * MINUTE_MS
    await settings({ quietHours: { from: minute(from), to: minute(from + 2 * HOUR_MS) } })
    expect(await remindDue(now)).toBe(0)
    expect(await events(early)).toMatchObject([{ reason: "outside_hours_consent" }])
    expect(await events(later)).toEqual([])
    expect(await remindDue(now + 29 * MINUTE_MS)).toBe(1)
    expect(await texts()).toEqual([{ kind: "reminder", doses: [later.id] }])
  })

  it("asks anew about what was excused while it waited, once that is taken back", async () => {
    const dose = await due(1)
    const ctx = mintStaffContext(here.clinic().clinician)
    const localDate = new Date(dose.dueAt).toISOString().slice(0, 10)
    for (const round of [0, 1]) {
      expect(await remindDue(now + round * MINUTE_MS)).toBe(1)
      expect(await remindDue(now + round * MINUTE_MS)).toBe(0)
      const { periodId } = await excusePeriod(ctx, {
        ...{ patientId: here.clinic().patient.id, periodId: crypto.randomUUID() },
        ...{ regimenId: null, kind: "hospital", reason: "In hospital" },
        ...{ fromDate: localDate, toDate: localDate },
      })
      expect(await remindDue(now + round * MINUTE_MS)).toBe(0)
      await endPeriod(ctx, { periodId, seen: localDate, lastDate: null })
    }
    const asked = await Promise.all(Array.from({ length: 4 }, () => remindDue(now + 2 * MINUTE_MS)))
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(1)
    const rows = await here.query(
      `SELECT m.idempotency_key AS key, v.attempt, m.state, m.reason
         FROM messages m JOIN send_verdicts v ON v.message_id = m.id
        WHERE m.organization_id = $1 ORDER BY m.created_at`,
      [here.clinic().organization.id],
    )
    const name = `reminder:${dose.id}`
    const excused = { state: "cancelled", reason: "excused" }
    expect(rows).toEqual([
      { key: name, attempt: name, ...excused },
      { key: `${name}:1`, attempt: `${name}:1`, ...excused },
      { key: `${name}:2`, attempt: `${name}:2`, state: "queued", reason: null },
    ])
  })

  it("asks anew only about what a period or an edit withdrew", async () => {
    await due(1)
    expect(await remindDue(now)).toBe(1)
    const cancel = (reason: string | null) =>
      here.query(
        "UPDATE messages SET state = 'cancelled', reason = $2 WHERE organization_id = $1",
        [...[here.clinic().organization.id, reason]],
      )
    for (const reason of [null, "phone_changed", "stopped"]) {
      await cancel(reason)
      expect(await remindDue(now + MINUTE_MS)).toBe(0)
    }
    await cancel("regimen_changed")
    expect(await remindDue(now + MINUTE_MS)).toBe(1)
  })

  it("says once why it may not ask", async () => {
    const { organization } = here.clinic()
    const silent = await here.arrange.patient(organization.id, {}, null)
    const regimen = await here.arrange.regimen(silent)
    const dose = await here.arrange.dose(regimen, { dueAt: now - MINUTE_MS })
    expect(await remindDue(now)).toBe(0)
    expect(await remindDue(now + MINUTE_MS)).toBe(0)
    expect(await verdicts()).toEqual([{ attempt: `reminder:${dose.id}`, refusal: "no_consent" }])
    expect(await events(dose)).toEqual([
      { kind: "not_reminded", source: "system", reason: "no_consent" },
    ])
    expect(await here.doseState(dose.id)).toBe("scheduled")
    expect(await texts()).toEqual([])
  })

  it("sends outside the patient's hours only to who agreed to that", async () => {
    const at = Date.parse("2026-12-01T06:30:00Z")
    await settings({ quietHours: { from: "08:00", to: "21:00" } })
    const sleeper = await here.arrange.dose(here.clinic().regimen, { dueAt: at })
    const early = await here.arrange.patient(here.clinic().organization.id)
    await here.query(
      "INSERT INTO consents SELECT organization_id, $2, patient_id, kind, means, true, wording, now() FROM consents WHERE patient_id = $1",
      [...[early.id, crypto.randomUUID()]],
    )
    const dose = await here.arrange.dose(await here.arrange.regimen(early), { dueAt: at })
    expect(await remindDue(at)).toBe(1)
    expect(await texts()).toEqual([{ kind: "reminder", doses: [dose.id] }])
    expect(await events(sleeper)).toMatchObject([{ reason: "outside_hours_consent" }])
  })
})

describe("nudgeSilent", () => {
  const reminded = async (minutesAgo: number, more: object = {}) => {
    const dose = await due(minutesAgo, { state: "pending", ...more })
    const message = await here.arrange.message(here.clinic().patient, [dose])
    return { dose, message }
  }

  it("asks once more 45 minutes after a reminder that nobody answered", async () => {
    const { dose, message } = await reminded(44)
    expect(await nudgeSilent(now)).toBe(0)
    const asked = await Promise.all(Array.from({ length: 8 }, () => nudgeSilent(now + MINUTE_MS)))
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(1)
    expect(await nudgeSilent(now + 20 * MINUTE_MS)).toBe(0)
    expect(await texts()).toEqual([
      { kind: "reminder", doses: [dose.id] },
      { kind: "nudge", doses: [dose.id] },
    ])
    expect(await verdicts()).toEqual([{ attempt: `nudge:${message.id}`, refusal: null }])
  })

  it("lets be who answered anything, and what is too long ago", async () => {
    await reminded(76)
    await reminded(50, { slot: "asked", replied: true })
    expect(await nudgeSilent(now)).toBe(0)
    await settings({ schedule: { isOn: true, nudgeAfterMinutes: null } })
    await reminded(46, { slot: "none" })
    expect(await nudgeSilent(now)).toBe(0)
  })

  it("waits from when the dose was due, if it was asked about before", async () => {
    const dose = await due(10, { state: "pending" })
    await here.arrange.message(here.clinic().patient, [dose], { sentAt: now - HOUR_MS })
    expect(await nudgeSilent(now)).toBe(0)
    expect(await nudgeSilent(now + 35 * MINUTE_MS)).toBe(1)
  })

  it("keeps why it may not, and tells the dose nothing", async () => {
    const { dose, message } = await reminded(46)
    await here.optOut()
    expect(await nudgeSilent(now)).toBe(0)
    expect(await verdicts()).toEqual([{ attempt: `nudge:${message.id}`, refusal: "opted_out" }])
    expect(await events(dose)).toMatchObject([{ kind: "reminded" }])
  })
})

import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { writeTemplate } from "@/lib/templates/mutations"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { sendManualReminder } from "./mutations"
import { DEFAULT_REMINDER } from "./reminder-text"

const test = testDatabase()
const here = sending(test)
const openDose = () =>
  here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - 10 * MINUTE_MS })
const request = (doseIds: string[], more: object = {}) => ({
  patientId: here.clinic().patient.id,
  doseIds,
  body: DEFAULT_REMINDER,
  idempotencyKey: randomUUID(),
  sendAnyway: true,
  ...more,
})
let coordinator: StaffContext
beforeEach(() => {
  coordinator = mintStaffContext(here.clinic().coordinator)
})
async function send(doseIds: string[], more: object = {}) {
  const result = await sendManualReminder(coordinator, request(doseIds, more))
  if (!result.ok) throw new Error(result.reason)
  return result
}

describe("sendManualReminder", () => {
  it("sends at once, keeps BioT's id, and the dose is pending", async () => {
    const dose = await openDose()
    const { messageId, state } = await send([dose.id])
    expect(state).toBe("sent")
    const [text] = await here.textsTo(here.clinic().patient.phone)
    expect(text).toBeDefined()
    const row = await here.message(messageId)
    expect(row).toMatchObject({ kind: "reminder", attempts: 1, parts: 1 })
    expect(JSON.stringify(text)).toContain(row.biot_message_id)
    expect(await here.doseState(dose.id)).toBe("pending")
    const rows = await here.query("SELECT verb, details::text FROM audit WHERE subject_id = $1", [
      messageId,
    ])
    expect(rows.map((r) => r.verb)).toEqual(["message.queued", "message.sent"])
    expect(JSON.stringify(rows)).not.toContain("medication")
  })

  it("sends the article's own text, and keeps which template a text is from", async () => {
    const article =
      'This is a reminder to take your medication. Please reply by sending the message "Medication Taken" once you have taken it.'
    const admin = mintStaffContext(here.clinic().admin)
    const kept = await writeTemplate(admin, {
      ...{ name: "The article's", purpose: "reminder", language: "en", body: article },
      isDefault: true,
    })
    const template = { id: kept.templateId, version: kept.version }
    const dose = await openDose()
    const { messageId, state } = await send([dose.id], { body: article, template })
    expect(state).toBe("sent")
    expect(await here.message(messageId)).toMatchObject({
      ...{ body: article, parts: 1, template_id: template.id, template_version: 1 },
    })
    for (const other of [
      { id: randomUUID(), version: 1 },
      { ...template, version: 2 },
    ]) {
      const unknown = sendManualReminder(coordinator, request([], { template: other }))
      await expect(unknown).rejects.toMatchObject({ code: "not_found", field: "template" })
    }
  })

  it("names the medicine where the organization allows it, and else asks to leave it out", async () => {
    const dose = await openDose()
    const body = "Time for {medicine} at {time}. Reply 1 once you have taken it."
    const refused = sendManualReminder(coordinator, request([dose.id], { body }))
    await expect(refused).rejects.toMatchObject({ code: "invalid", field: "body" })
    await here.query(
      `UPDATE organizations SET settings = settings || '{"namesMedicines": true}' WHERE id = $1`,
      [here.clinic().organization.id],
    )
    const { messageId } = await send([dose.id], { body })
    expect((await here.message(messageId)).body).toMatch(/^Time for Metformin at \d\d:\d\d\./)
  })

  it("sends once for a double click, however fast", async () => {
    const wanted = request([(await openDose()).id])
    const results = await Promise.all(
      Array.from({ length: 8 }, () => sendManualReminder(coordinator, wanted)),
    )
    expect(new Set(results.map((result) => result.ok && result.messageId)).size).toBe(1)
    expect(await here.messages()).toHaveLength(1)
    expect(await here.textsTo(here.clinic().patient.phone)).toHaveLength(1)
    const other = await here.arrange.patient(here.clinic().organization.id)
    const elsewhere = sendManualReminder(coordinator, {
      ...wanted,
      patientId: other.id,
      doseIds: [],
    })
    await expect(elsewhere).rejects.toMatchObject({ code: "conflict" })
  })

  it.each([
    [{ body: "  " }, "body"],
    [{ body: "a".repeat(500) }, "body"],
    [{ body: "Hello {nobody}" }, "body"],
    [{ body: "At {time}" }, "body"],
    [{ patientId: "x" }, "patientId"],
  ])("refuses %j beside the field and stores nothing", async (change, field) => {
    const result = sendManualReminder(coordinator, request([], change))
    await expect(result).rejects.toMatchObject({ code: "invalid", field })
    expect(await here.messages()).toEqual([])
  })

  it("refuses whom it may not text, and says why", async () => {
    const { id: organizationId } = here.clinic().organization
    const noPhone = await here.arrange.patient(organizationId, { phone: null })
    const badPhone = await here.arrange.patient(organizationId, { phone: "+123456789012345678" })
    const disabled = await here.arrange.patient(organizationId, { isEnabled: false })
    await here.optOut()
    for (const [patientId, reason] of [
      [noPhone.id, "no_phone"],
      [badPhone.id, "bad_phone"],
      [disabled.id, "patient_disabled"],
      [here.clinic().patient.id, "opted_out"],
    ]) {
      const result = await sendManualReminder(coordinator, request([], { patientId }))
      expect(result).toMatchObject({ ok: false, reason })
    }
    expect(await here.messages()).toEqual([])
  })

  it("warns first, and sends when the person insists", async () => {
    await send([])
    const wanted = request([], { sendAnyway: false })
    const result = await sendManualReminder(coordinator, wanted)
    expect(result).toMatchObject({ ok: false, reason: "warnings" })
    expect(JSON.stringify(result)).toContain("recently_texted")
    expect(await here.messages()).toHaveLength(1)
    expect(await sendManualReminder(coordinator, { ...wanted, sendAnyway: true })).toMatchObject({
      ok: true,
      state: "sent",
    })
  })

  it("keeps the gate's verdict, of what went and of what did not", async () => {
    const dose = await openDose()
    const { messageId } = await send([dose.id])
    await here.query(
      "INSERT INTO consents SELECT organization_id, $2, patient_id, 'withdrawn', means, false, '', now() FROM consents WHERE patient_id = $1",
      [here.clinic().patient.id, randomUUID()],
    )
    const refused = request([])
    for (const _ of [1, 2]) {
      expect(await sendManualReminder(coordinator, refused)).toMatchObject({
        ok: false,
        reason: "consent_withdrawn",
      })
    }
    const verdicts = await here.query(
      "SELECT kind, refusal, message_id, dose_ids, asked_by FROM send_verdicts WHERE patient_id = $1 ORDER BY at, refusal NULLS FIRST",
      [here.clinic().patient.id],
    )
    const asked_by = here.clinic().coordinator.staffId
    expect(verdicts).toEqual([
      { kind: "reminder", refusal: null, message_id: messageId, dose_ids: [dose.id], asked_by },
      { kind: "manual", refusal: "consent_withdrawn", message_id: null, dose_ids: [], asked_by },
    ])
  })

  it("asks about a dose twice at most: a reminder and a nudge", async () => {
    const dose = await openDose()
    await send([dose.id])
    const nudge = await send([dose.id])
    expect(await here.message(nudge.messageId)).toMatchObject({ kind: "nudge" })
    const third = await sendManualReminder(coordinator, request([dose.id]))
    expect(third).toMatchObject({ ok: false, reason: "asked_already" })
  })

  it("holds a text for the patient's hours, and says so first", async () => {
    const minute = (at: number) => new Date(at).toISOString().slice(11, 16)
    // It begins in an hour and lasts one minute.
    const [from, to] = [minute(Date.now() + HOUR_MS), minute(Date.now() + HOUR_MS + MINUTE_MS)]
    await here.query("UPDATE organizations SET settings = $2 WHERE id = $1", [
      here.clinic().organization.id,
      JSON.stringify({ quietHours: { from, to } }),
    ])
    const wanted = request([], { sendAnyway: false })
    expect(await sendManualReminder(coordinator, wanted)).toMatchObject({ reason: "warnings" })
    const held = await sendManualReminder(coordinator, { ...wanted, sendAnyway: true })
    expect(held).toMatchObject({ ok: true, state: "queued" })
    expect(await here.textsTo(here.clinic().patient.phone)).toEqual([])
    const [row] = await here.messages()
    expect(minute(row.not_before)).toBe(from)
  })

  it("reaches nobody of another organization, and takes no orders from a clinician", async () => {
    const foreign = await here.arrange.clinic()
    const theirs = sendManualReminder(coordinator, request([], { patientId: foreign.patient.id }))
    await expect(theirs).rejects.toMatchObject({ code: "not_found" })
    const dose = await here.arrange.dose(foreign.regimen, { dueAt: Date.now() })
    await expect(sendManualReminder(coordinator, request([dose.id]))).rejects.toMatchObject({
      code: "not_found",
    })
    const clinician = mintStaffContext(here.clinic().clinician)
    await expect(sendManualReminder(clinician, request([]))).rejects.toMatchObject({
      code: "forbidden",
    })
    expect(await here.messages()).toEqual([])
  })

  it("says how long it waits when the pace does not allow it yet", async () => {
    await here.pace(1)
    await send([])
    const other = await here.arrange.patient(here.clinic().organization.id)
    const queued = await send([], { patientId: other.id })
    expect(queued.state).toBe("queued")
    expect([1, 2]).toContain(queued.waitSeconds)
    expect(await here.textsTo(other.phone)).toEqual([])
  })
})

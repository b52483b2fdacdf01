import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { MINUTE_MS } from "@/lib/time"
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
    const closed = { quietHours: { from: "00:00", to: "00:01" } }
    await here.query("UPDATE organizations SET settings = $2 WHERE id = $1", [
      here.clinic().organization.id,
      JSON.stringify(closed),
    ])
    const wanted = request([], { sendAnyway: false })
    const result = await sendManualReminder(coordinator, wanted)
    expect(result).toMatchObject({ ok: false, reason: "warnings" })
    expect(JSON.stringify(result)).toContain("quiet_hours")
    expect(await here.messages()).toEqual([])
    expect(await sendManualReminder(coordinator, { ...wanted, sendAnyway: true })).toMatchObject({
      ok: true,
      state: "sent",
    })
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

import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { againRule } from "./again"
import { sendAgain } from "./again-mutations"

const test = testDatabase()
const here = sending(test)
let coordinator: StaffContext
let phones = 0
/** A patient whose number gives nobody any doubt, so that nothing but the message is warned of. */
beforeEach(async () => {
  const { patient, coordinator: person } = here.clinic()
  coordinator = mintStaffContext(person)
  phones += 1
  patient.phone = `+1212736${1_000 + phones}`
  await here.query("UPDATE patients SET phone = $2 WHERE id = $1", [patient.id, patient.phone])
  await here.query(
    `INSERT INTO static_numbers (organization_id, country, phone, entered_at, entered_by)
     VALUES ($1, 'US', '+12025550100', now(), $2)`,
    [patient.organizationId, person.staffId],
  )
})

const openDose = (ago = 10 * MINUTE_MS) =>
  here.arrange.dose(here.clinic().regimen, { dueAt: Date.now() - ago })
type Fields = Parameters<typeof here.arrange.message>[2]
/** Three hours old, so that nobody was texted lately. */
const earlier = (fields: Fields, doses: Awaited<ReturnType<typeof openDose>>[] = []) =>
  here.arrange.message(here.clinic().patient, doses, {
    body: "Reply 1 or 2.",
    createdAt: Date.now() - 3 * HOUR_MS,
    notBefore: Date.now() - 3 * HOUR_MS,
    ...fields,
  })
const again = (messageId: string, more: object = {}, as = coordinator) =>
  sendAgain(as, { messageId, idempotencyKey: randomUUID(), ...more })
const textsToPatient = () => here.textsTo(here.clinic().patient.phone)

describe("sendAgain", () => {
  it.each(["failed", "expired", "cancelled"] as const)(
    "sends what certainly did not go out, as a new message: %s",
    async (state) => {
      const dose = await openDose()
      const first = await earlier({ state, reason: "ACCESS_DENIED" }, [dose])
      const result = await again(first.id)
      expect(result).toMatchObject({ ok: true, state: "sent" })
      const [row] = await here.query("SELECT * FROM messages WHERE again_of = $1", [first.id])
      expect(row).toMatchObject({ body: "Reply 1 or 2.", kind: "reminder", state: "sent" })
      expect(row.requested_by).toBe(here.clinic().coordinator.staffId)
      expect((await here.message(first.id)).state).toBe(state)
      expect(await here.doseState(dose.id)).toBe("pending")
      expect(await textsToPatient()).toHaveLength(1)
      const trail = await here.query(
        "SELECT details FROM audit WHERE verb = 'message.queued' AND subject_id = $1",
        [row.id],
      )
      expect(trail[0].details).toMatchObject({ againOf: first.id, knowingly: false })
      const verdicts = await here.query("SELECT refusal FROM send_verdicts WHERE message_id = $1", [
        row.id,
      ])
      expect(verdicts).toEqual([{ refusal: null }])
    },
  )

  it("sends what may have arrived only to whoever was warned", async () => {
    const first = await earlier({ state: "unknown", reason: "TIMEOUT" })
    const warned = await again(first.id)
    expect(warned).toMatchObject({
      ok: false,
      reason: "warnings",
      warnings: [{ code: "may_arrive_twice" }],
    })
    expect(await here.messages()).toHaveLength(1)
    expect(await again(first.id, { knowingly: true })).toMatchObject({ ok: true, state: "sent" })
    expect(await textsToPatient()).toHaveLength(1)
  })

  it("refuses what a reply has proved meanwhile", async () => {
    const first = await earlier({ state: "unknown" })
    expect(await again(first.id)).toMatchObject({ reason: "warnings" })
    await here.query("UPDATE messages SET state = 'sent', is_inferred = true WHERE id = $1", [
      first.id,
    ])
    expect(await again(first.id, { knowingly: true })).toMatchObject({
      ok: false,
      reason: "arrived",
    })
    expect(await textsToPatient()).toEqual([])
  })

  it.each([
    ["sent", "sent"],
    ["queued", "under_way"],
    ["sending", "under_way"],
  ] as const)("refuses one that is %s", async (state, reason) => {
    const first = await earlier({ state })
    const result = await again(first.id, { knowingly: true })
    expect(result).toMatchObject({ ok: false, reason })
    expect(await here.messages()).toHaveLength(1)
  })

  it("makes one of two clicks, by one person or two", async () => {
    const first = await earlier({ state: "failed" })
    const key = randomUUID()
    const admin = mintStaffContext(here.clinic().admin)
    const results = await Promise.all([
      again(first.id, { idempotencyKey: key }),
      again(first.id, { idempotencyKey: key }),
      again(first.id, {}, admin),
      again(first.id, {}, admin),
    ])
    const made = results.map((result) => result.ok && result.messageId)
    expect(new Set(made).size).toBe(1)
    expect(made[0]).toBeTruthy()
    expect(await here.messages()).toHaveLength(2)
    expect(await textsToPatient()).toHaveLength(1)
    const other = await earlier({ state: "failed" })
    const reused = again(other.id, { idempotencyKey: key })
    await expect(reused).rejects.toMatchObject({ code: "conflict" })
  })

  it("tries once more after a second message that was taken back before it went out", async () => {
    const first = await earlier({ state: "failed", reason: "ACCESS_DENIED" })
    await here.query("UPDATE send_pace SET next_at = now() + interval '1 hour'")
    expect(await again(first.id)).toMatchObject({ state: "queued" })
    await here.query("UPDATE messages SET state = 'cancelled' WHERE again_of = $1", [first.id])
    await here.query("UPDATE send_pace SET next_at = now()")
    expect(await again(first.id)).toMatchObject({ ok: true, state: "sent" })
    expect(await textsToPatient()).toHaveLength(1)
  })

  it("asks the gate anew: a closed window, a withdrawn consent, an opt-out", async () => {
    const closed = await openDose(8 * HOUR_MS)
    const late = await earlier({ state: "failed" }, [closed])
    expect(await again(late.id)).toMatchObject({ ok: false, reason: "window_closed" })
    await here.optOut()
    const first = await earlier({ state: "failed" })
    expect(await again(first.id, { knowingly: true })).toMatchObject({ reason: "opted_out" })
    expect(await textsToPatient()).toEqual([])
    const verdicts = await here.query("SELECT refusal FROM send_verdicts WHERE patient_id = $1", [
      here.clinic().patient.id,
    ])
    expect(verdicts.map(({ refusal }) => refusal).sort()).toEqual(["opted_out", "window_closed"])
  })

  it("goes to the number that the patient has now", async () => {
    const first = await earlier({ state: "failed", phone: "+15550001111" })
    expect(await again(first.id)).toMatchObject({ ok: true })
    expect(await textsToPatient()).toHaveLength(1)
    expect(await here.textsTo("+15550001111")).toEqual([])
  })

  it("is for senders, and reaches nothing of another organization", async () => {
    const first = await earlier({ state: "failed" })
    const clinician = mintStaffContext(here.clinic().clinician)
    await expect(again(first.id, {}, clinician)).rejects.toMatchObject({ code: "forbidden" })
    const stranger = mintStaffContext((await here.arrange.clinic()).coordinator)
    await expect(again(first.id, {}, stranger)).rejects.toMatchObject({ code: "not_found" })
    expect(await here.messages()).toHaveLength(1)
  })
})

describe("againRule", () => {
  it("lets each state go once at most", () => {
    const message = { isInferred: false, againId: null }
    expect(againRule({ ...message, state: "failed" })).toEqual({ may: "safely" })
    expect(againRule({ ...message, state: "unknown" })).toEqual({ may: "knowingly" })
    expect(againRule({ ...message, state: "failed", againId: "x" })).toMatchObject({
      reason: "again_already",
    })
    expect(againRule({ ...message, state: "sent", isInferred: true })).toMatchObject({
      reason: "arrived",
    })
  })
})

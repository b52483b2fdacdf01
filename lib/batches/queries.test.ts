import { randomUUID } from "node:crypto"
import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext } from "@/lib/auth/context"
import { WARNINGS } from "@/lib/messages/gate"
import { goingWith, secondsToDrain } from "./check"
import { checkBatch } from "./check-queries"
import { exportRecipients } from "./export-mutations"
import { sendBatch, stopBatch } from "./mutations"
import { stageOf } from "./progress"
import { batchOfDraft, batchProgress, recentBatches, recipientsPage } from "./queries"

const here = sending(testDatabase())

/** One who may be texted, one who opted out, one without a number, one texted just now. */
async function arrangeFour() {
  const { organization, patient, coordinator } = here.clinic()
  const noPhone = await here.arrange.patient(organization.id, { phone: null })
  const texted = await here.arrange.patient(organization.id, { lastName: "=1+1" })
  await here.arrange.message(texted, [], { createdAt: Date.now(), sentAt: Date.now() - 1_000 })
  const fine = await here.arrange.patient(organization.id)
  await here.optOut()
  const ids = [patient.id, noPhone.id, texted.id, fine.id]
  return {
    ...{ optedOut: patient.id, noPhone: noPhone.id, texted: texted.id, fine: fine.id },
    ctx: mintStaffContext(coordinator),
    text: {
      choice: { kind: "listed" as const, patientIds: ids },
      about: "nothing" as const,
      body: "Please call us.",
    },
  }
}

describe("checkBatch", () => {
  it("groups who is skipped and warned, names them, and writes nothing", async () => {
    const { ctx, text, optedOut, noPhone, texted } = await arrangeFour()
    const before = await here.messages()
    const check = await checkBatch(ctx, text)
    const groups = check.skipped.map(({ code, people }) => [code, people.map(({ id }) => id)])
    expect(groups).toEqual([
      ["no_phone", [noPhone]],
      ["opted_out", [optedOut]],
    ])
    const recent = check.warned.find(({ code }) => code === "recently_texted")
    expect(recent).toMatchObject({ patients: 1, people: [{ id: texted, name: "Ada =1+1" }] })
    expect(goingWith(check.going, WARNINGS)).toEqual({ patients: 2, parts: 2 })
    const others = WARNINGS.filter((code) => code !== "recently_texted")
    expect(goingWith(check.going, others).patients).toBe(1)
    expect(check.clocks).toMatchObject([{ zone: "UTC", patients: 2 }])
    expect(check.sample).toEqual({ body: "Please call us.", parts: 1 })
    expect(await here.messages()).toEqual(before)
  })

  it("shows the text that costs most, not the one of most characters", async () => {
    const { ctx, text } = await arrangeFour()
    const { id } = here.clinic().organization
    const dear = await here.arrange.patient(id, { firstName: "Яна" })
    const long = await here.arrange.patient(id, { firstName: "Bartholomew" })
    const choice = { ...text.choice, patientIds: [dear.id, long.id] }
    const rest = "a".repeat(80)
    const { sample } = await checkBatch(ctx, { ...text, choice, body: `{firstName}${rest}` })
    expect(sample).toEqual({ body: `Яна${rest}`, parts: 2 })
  })

  it("says how long it takes at the pace that all share, behind what waits here alone", async () => {
    const { ctx, text, fine } = await arrangeFour()
    await here.pace(2)
    const { id: organizationId } = here.clinic().organization
    const waiting = { state: "queued" as const, createdAt: Date.now(), sentAt: Date.now() }
    await here.arrange.message({ organizationId, id: fine, phone: null }, [], waiting)
    const elsewhere = await here.arrange.clinic()
    await here.arrange.message(elsewhere.patient, [], waiting)
    const { queue } = await checkBatch(ctx, text)
    expect(queue).toEqual({ waiting: 1, perSecond: 2 })
    expect(secondsToDrain(queue, 10)).toBe(7)
  })
})

describe("what became of a text to many", () => {
  it("is told by state and reason, to its own organization alone", async () => {
    const { ctx, text, fine, texted } = await arrangeFour()
    const idempotencyKey = randomUUID()
    const accepts = WARNINGS.filter((code) => code !== "recently_texted")
    const sent = await sendBatch(ctx, { ...text, idempotencyKey, accepts, seenGoing: 1 })
    if (!sent.ok) throw new Error(sent.sentence)
    const { batchId } = sent
    const progress = await batchProgress(ctx, batchId, Date.now())
    expect(progress).toMatchObject({ going: 1, skipped: 3, states: { queued: 1 } })
    expect(progress.refusals.map(({ code }) => code).sort()).toEqual([
      "left_out",
      "no_phone",
      "opted_out",
    ])
    expect(stageOf(progress, Date.now())).toBe("waiting")
    const all = await recipientsPage(ctx, batchId, { result: "all", after: null })
    expect(all.rows).toHaveLength(4)
    const queued = await recipientsPage(ctx, batchId, { result: "queued", after: null })
    expect(queued.rows.map(({ patientId }) => patientId)).toEqual([fine])
    const skipped = await recipientsPage(ctx, batchId, { result: "skipped", after: null })
    expect(skipped.rows.find(({ patientId }) => patientId === texted)?.reason).toBe("left_out")
    expect(await batchOfDraft(ctx, idempotencyKey)).toBe(batchId)
    await stopBatch(ctx, { batchId })
    const after = await batchProgress(ctx, batchId, Date.now())
    expect(stageOf(after, Date.now())).toBe("undone")

    const foreign = mintStaffContext((await here.arrange.clinic()).admin)
    const theirs = batchProgress(foreign, batchId, Date.now())
    await expect(theirs).rejects.toMatchObject({ code: "not_found" })
    const page = recipientsPage(foreign, batchId, { result: "all", after: null })
    await expect(page).rejects.toMatchObject({ code: "not_found" })
    expect((await recentBatches(foreign)).batches).toEqual([])
    expect(await batchOfDraft(foreign, idempotencyKey)).toBeNull()
    await expect(exportRecipients(foreign, batchId)).rejects.toMatchObject({ code: "not_found" })
  })

  it("is exported by who may send, with nothing that a spreadsheet would run", async () => {
    const { ctx, text, texted } = await arrangeFour()
    const draft = { idempotencyKey: randomUUID(), accepts: [...WARNINGS], seenGoing: 2 }
    const sent = await sendBatch(ctx, { ...text, ...draft })
    if (!sent.ok) throw new Error(sent.sentence)
    await here.query("UPDATE patients SET first_name = NULL WHERE id = $1", [texted])
    const csv = await exportRecipients(ctx, sent.batchId)
    expect(csv.split("\r\n")).toHaveLength(6)
    expect(csv).toContain("'=1+1")
    expect(csv).toContain("This patient opted out of texts.")
    const audit = await here.query(
      "SELECT details FROM audit WHERE verb = 'batch.exported' AND subject_id = $1",
      [sent.batchId],
    )
    expect(audit).toEqual([{ details: { recipients: 4 } }])
    const clinician = mintStaffContext(here.clinic().clinician)
    await expect(exportRecipients(clinician, sent.batchId)).rejects.toMatchObject({
      code: "forbidden",
    })
  })
})

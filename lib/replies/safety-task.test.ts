import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedPatient,
  type ArrangedStaff,
  fixtures,
} from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintStaffContext } from "@/lib/auth/context"
import { acknowledgeTask } from "@/lib/tasks/safety-mutations"
import { safetyBoard } from "@/lib/tasks/safety-queries"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { reassignReply, undoDecision } from "./correction-mutations"
import { linkReply, retryReply } from "./mutations"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)
const reason = "Asked on the phone."
type Person = { patient: ArrangedPatient; dose: ArrangedDose }
let clinic: ArrangedClinic
let ada: Person
let ben: Person
let dueAt: number

beforeEach(async () => {
  clinic = await arrange.clinic()
  dueAt = Date.now() - 8 * HOUR_MS
  const patient = await arrange.patient(clinic.organization.id)
  ada = { patient: clinic.patient, dose: await arrange.dose(clinic.regimen, { dueAt }) }
  ben = { patient, dose: await arrange.dose(await arrange.regimen(patient), { dueAt }) }
})

const query = async (sql: string, ...values: unknown[]) =>
  (await test.owner().query(sql, values)).rows
const as = (person: ArrangedStaff) => mintStaffContext(person)

async function cry(fields: CallFields = {}): Promise<string> {
  const when = dueAt + 12 * MINUTE_MS
  const call = pluginCall({
    ...{ organizationId: clinic.organization.id, body: "I have chest pain" },
    ...{ senderId: ada.patient.id, from: ada.patient.phone },
    ...{ startTime: new Date(when).toISOString(), ...fields },
  })
  const received = await receiveCall(call, when)
  if (received.result === "ignored") throw new Error("ignored")
  return received.replyId
}
const stranger = () => ({ senderId: randomUUID(), from: "+15550001111" })

const to = ({ patient, dose }: Person) => ({
  ...{ patientId: patient.id, doseIds: [dose.id], meaning: "taken" as const, reason },
})
async function seenOf(replyId: string) {
  const [seen] = await query(
    `SELECT attempts, (SELECT id FROM reply_decisions d WHERE d.reply_id = r.id
       ORDER BY at DESC LIMIT 1) AS "decisionId" FROM replies r WHERE id = $1`,
    replyId,
  )
  return seen
}
const undo = async (replyId: string) =>
  undoDecision(as(clinic.coordinator), { replyId, reason, seen: await seenOf(replyId) })

/** Whether a patient's row asks for attention because of it, and the tasks that stand with them. */
const stands = async ({ patient }: Person) => ({
  needed: (
    await query(
      `SELECT need_reasons @> '[{"rule": "safety"}]' AS needed
         FROM patient_summaries WHERE patient_id = $1`,
      patient.id,
    )
  )[0]?.needed,
  tasks: await query("SELECT state FROM tasks WHERE patient_id = $1", patient.id),
})
const nothing = { needed: false, tasks: [] }
const theirs = { needed: true, tasks: [{ state: "open" }] }
const named = async () =>
  (await safetyBoard(as(clinic.clinician), Date.now())).tasks.map(({ patientId }) => patientId)

describe("the safety task of a reply", () => {
  it("goes to whom an unknown sender's reply is linked, and back with an undo", async () => {
    const replyId = await cry(stranger())
    expect(await named()).toEqual([null])
    await linkReply(as(clinic.coordinator), { replyId, ...to(ada) })
    expect(await stands(ada)).toEqual(theirs)
    await undo(replyId)
    expect(await stands(ada)).toEqual(nothing)
    expect(await named()).toEqual([null])
  })

  it("goes to whom the reply is moved, and back with an undo", async () => {
    const replyId = await cry()
    await linkReply(as(clinic.admin), { replyId, ...to(ada) })
    expect(await stands(ada)).toEqual(theirs)
    await reassignReply(as(clinic.admin), { replyId, ...to(ben), seen: await seenOf(replyId) })
    expect(await stands(ada)).toEqual(nothing)
    expect(await stands(ben)).toEqual(theirs)
    expect(await named()).toEqual([ben.patient.id])
    await undo(replyId)
    expect(await stands(ada)).toEqual(theirs)
    expect(await stands(ben)).toEqual(nothing)
  })

  it("stays with whom it was closed", async () => {
    const replyId = await cry()
    await query("UPDATE tasks SET state = 'closed' WHERE reply_id = $1", replyId)
    await linkReply(as(clinic.admin), { replyId, ...to(ben) })
    expect((await stands(ada)).tasks).toEqual([{ state: "closed" }])
    expect(await stands(ben)).toEqual(nothing)
  })

  it("goes to a sender whom nobody knew when the reply was first read", async () => {
    const replyId = await cry(stranger())
    await query(
      `UPDATE replies SET payload = jsonb_set(payload, '{data,entity,_id}', to_jsonb($2::text))
        WHERE id = $1`,
      ...[replyId, ada.patient.id],
    )
    await retryReply(as(clinic.admin), { replyId })
    expect(await stands(ada)).toEqual(theirs)
  })

  it("is not taken by who saw it with somebody else", async () => {
    const replyId = await cry()
    const [{ id: taskId }] = await query("SELECT id FROM tasks WHERE reply_id = $1", replyId)
    const moving = await test.owner().connect()
    try {
      await moving.query("BEGIN")
      const move = "UPDATE tasks SET patient_id = $2 WHERE id = $1"
      await moving.query(move, [taskId, ben.patient.id])
      const taken = acknowledgeTask(as(clinic.clinician), { taskId })
      await expect.poll(() => query(WAITING)).toHaveLength(1)
      await moving.query("COMMIT")
      await expect(taken).rejects.toMatchObject({ code: "conflict" })
    } finally {
      moving.release()
    }
  })
})

const WAITING = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`

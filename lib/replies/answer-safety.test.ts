import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedPatient, fixtures } from "@/db/testing/fixtures"
import { type CallFields, pluginCall } from "@/db/testing/plugin-calls"
import { mintSystemContext } from "@/lib/auth/context"
import { DAY_MS, MINUTE_MS } from "@/lib/time"
import { answerLeftBehind, answerSafety } from "./answer-safety"
import { receiveCall } from "./receive"

const test = testDatabase()
const arrange = fixtures(test)
const now = Date.parse("2026-11-03T12:00:00Z")
const ON = { safetyAnswer: { isOn: true, emergencyNumber: "112", texts: {} } }
let clinic: ArrangedClinic

const query = async (text: string, values: unknown[] = []) =>
  (await test.owner().query(text, values)).rows
const answers = () =>
  query(
    `SELECT m.body, m.phone, m.priority, m.state, m.idempotency_key FROM messages m
      WHERE m.organization_id = $1 AND m.kind = 'safety' ORDER BY m.created_at`,
    [clinic.organization.id],
  )
const verdicts = () =>
  query("SELECT refusal FROM send_verdicts WHERE organization_id = $1 AND kind = 'safety'", [
    clinic.organization.id,
  ])

/** A patient's text, through the whole pipeline. */
async function cry(fields: CallFields = {}, at = now, who: ArrangedPatient = clinic.patient) {
  const call = pluginCall({
    ...{ organizationId: clinic.organization.id, senderId: who.id, from: who.phone },
    ...{ body: "chest pain", startTime: new Date(at).toISOString() },
    ...fields,
  })
  const received = await receiveCall(call, at)
  if (received.result !== "stored") throw new Error("The text was not stored.")
  return received.replyId
}
const again = (replyId: string, at = now) =>
  answerSafety(mintSystemContext(clinic.organization.id, "answer-safety", "test"), {
    ...{ replyId, now: at },
  })

beforeEach(async () => {
  await query("UPDATE organizations SET is_active = false")
  clinic = await arrange.clinic({ settings: ON })
})

describe("the automatic answer", () => {
  it("is off until an admin switches it on", async () => {
    await query("UPDATE organizations SET settings = '{}' WHERE id = $1", [clinic.organization.id])
    const replyId = await cry()
    expect(await again(replyId)).toBe("off")
    expect(await answerLeftBehind(now)).toBe(0)
    expect([await answers(), await verdicts()]).toEqual([[], []])
    const level = "SELECT level, phrase_id FROM tasks WHERE reply_id = $1"
    expect(await query(level, [replyId])).toEqual([
      { level: "emergency", phrase_id: expect.stringContaining("en:chest_pain") },
    ])
  })

  it("goes out once for a cry, before everything else, at any hour and without consent", async () => {
    const quiet = { ...ON, quietHours: { from: "13:00", to: "14:00" } }
    await query("UPDATE organizations SET settings = $2 WHERE id = $1", [
      ...[clinic.organization.id, JSON.stringify(quiet)],
    ])
    const who = await arrange.patient(clinic.organization.id, {}, null)
    const replyId = await cry({}, now, who)
    expect(await answers()).toMatchObject([
      {
        ...{ phone: who.phone, priority: 0, state: "queued" },
        ...{ idempotency_key: `safety:${replyId}`, body: expect.stringContaining("call 112 now") },
      },
    ])
    await Promise.all([again(replyId), again(replyId), answerLeftBehind(now)])
    expect(await answers()).toHaveLength(1)
  })

  it("is in the patient's language", async () => {
    const who = await arrange.patient(clinic.organization.id, { locale: "de-de" })
    await cry({ body: "Ich habe Brustschmerzen" }, now, who)
    expect((await answers())[0].body).toContain("rufen Sie jetzt 112 an")
  })

  it("goes out once a day of the patient's, and again the next", async () => {
    await cry()
    await cry({ body: "overdose" }, now + MINUTE_MS)
    expect(await answers()).toHaveLength(1)
    await cry({}, now + DAY_MS)
    expect(await answers()).toHaveLength(2)
  })

  it("goes to a number once a day, whoever of its owners cries, also at once", async () => {
    const shared = await arrange.patient(clinic.organization.id, { phone: clinic.patient.phone })
    await Promise.all([cry(), cry({}, now, shared)])
    expect(await answers()).toHaveLength(1)
  })

  it("goes again if the first never went out", async () => {
    await cry()
    await query("UPDATE messages SET state = 'failed' WHERE kind = 'safety'")
    await cry({ body: "overdose" }, now + MINUTE_MS)
    expect(await answers()).toHaveLength(2)
  })

  it("is refused to whoever opted out, and the verdict says so", async () => {
    await query("INSERT INTO opt_outs VALUES ($1, $2, true, $3)", [
      ...[clinic.organization.id, clinic.patient.phone, new Date(now - DAY_MS)],
    ])
    const replyId = await cry()
    expect([await answers(), await verdicts()]).toEqual([[], [{ refusal: "opted_out" }]])
    await again(replyId)
    expect(await answerLeftBehind(now)).toBe(0)
    expect(await verdicts()).toHaveLength(1)
  })

  it("goes to patients alone, and to their own phone alone", async () => {
    await cry({ kind: "caregiver", senderId: clinic.clinician.staffId })
    await cry({ from: "+15559998877" })
    await cry({ body: "took it" })
    expect([await answers(), await verdicts()]).toEqual([[], []])
  })

  it("is made up for by the worker after a crash, without doubling, and not long after", async () => {
    const replyId = await cry()
    await query("DELETE FROM send_verdicts WHERE kind = 'safety'")
    await query("DELETE FROM messages WHERE kind = 'safety'")
    expect(await answerLeftBehind(now + 16 * MINUTE_MS)).toBe(0)
    const both = await Promise.all([answerLeftBehind(now), answerLeftBehind(now)])
    expect(Math.max(...both)).toBe(1)
    expect(await answers()).toMatchObject([{ idempotency_key: `safety:${replyId}` }])
    expect(await answerLeftBehind(now + MINUTE_MS)).toBe(0)
  })

  it("cannot fail the reply that it answers", async () => {
    await query(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no'; END $$`)
    await query(`CREATE TRIGGER fail BEFORE INSERT ON messages FOR EACH ROW
      WHEN (NEW.kind = 'safety') EXECUTE FUNCTION fail()`)
    const replyId = await cry()
    await query("DROP FUNCTION fail CASCADE")
    const [row] = await query("SELECT state FROM replies WHERE id = $1", [replyId])
    expect([row?.state, await answers()]).toEqual(["unmatched", []])
    expect(await answerLeftBehind(now)).toBe(1)
    expect(await answers()).toHaveLength(1)
  })
})

import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintStaffContext } from "@/lib/auth/context"
import { goingWith } from "./check"
import { checkBatch } from "./check-queries"
import { sendBatch, stopBatch } from "./mutations"

const here = sending(testDatabase())
const MANY = 5_000
const matching = { kind: "matching" as const, q: "many", except: [] }

/** Patients who agreed to texts, every hundredth of whom opted out, each with a dose open now. */
async function arrangeMany(many: number) {
  const { organization } = here.clinic()
  await here.query(
    `WITH made AS (
       INSERT INTO patients (organization_id, id, first_name, last_name, phone, locale)
       SELECT $1, gen_random_uuid(), 'Ada', 'Many', '+1202555' || lpad(n::text, 4, '0'), 'en-us'
         FROM generate_series(1, $2) n RETURNING id, phone),
     agreed AS (
       INSERT INTO consents (organization_id, id, patient_id, kind, means, wording, at)
       SELECT $1, gen_random_uuid(), id, 'given', 'paper', 'I agree.', now() FROM made),
     planned AS (
       INSERT INTO regimens (organization_id, id, patient_id, medication, dose_text)
       SELECT $1, id, id, 'Metformin', '500 mg' FROM made),
     due AS (
       INSERT INTO doses (organization_id, id, patient_id, regimen_id, local_date, slot, time_zone,
         due_at, opens_at, on_time_until, closes_at)
       SELECT $1, gen_random_uuid(), id, id, current_date, '08:00', 'UTC', now(),
         now() - interval '1 hour', now() + interval '2 hours', now() + interval '6 hours' FROM made)
     INSERT INTO opt_outs (organization_id, phone, is_opted_out, changed_at)
     SELECT $1, phone, true, now() FROM made WHERE right(phone, 2) = '00'`,
    [organization.id, many],
  )
}

it("checks, sends and stops a text to 5,000 patients", async () => {
  await arrangeMany(MANY)
  const ctx = mintStaffContext(here.clinic().coordinator)
  const text = { about: "open_doses" as const, body: "Hello {firstName}, reply 1 or 2 at {time}." }
  const check = await checkBatch(ctx, { choice: matching, ...text })
  const skipped = [{ code: "opted_out", patients: MANY / 100 }]
  expect(check.skipped.map(({ code, patients }) => ({ code, patients }))).toEqual(skipped)
  const accepts = check.warned.map(({ code }) => code)
  const seen = goingWith(check.going, accepts)
  expect(seen).toEqual({ patients: MANY - MANY / 100, parts: MANY - MANY / 100 })
  const draft = { idempotencyKey: randomUUID(), seenGoing: seen.patients, accepts }
  const sent = await sendBatch(ctx, { choice: matching, ...text, ...draft })
  if (!sent.ok) throw new Error(sent.sentence)
  expect(sent).toMatchObject({ going: seen.patients, skipped: MANY / 100 })
  const [{ n }] = await here.query(
    "SELECT count(DISTINCT message_id) AS n FROM message_doses JOIN messages m ON m.id = message_id WHERE batch_id = $1",
    [sent.batchId],
  )
  expect(Number(n)).toBe(seen.patients)
  expect((await stopBatch(ctx, sent)).cancelled).toBe(seen.patients)
}, 180_000)

it("says so beyond 5,000, and reads nothing more", async () => {
  await arrangeMany(MANY + 1)
  const ctx = mintStaffContext(here.clinic().coordinator)
  const check = checkBatch(ctx, { choice: matching, about: "nothing", body: "Hello" })
  await expect(check).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("This finds 5,001 patients, and at most 5,000"),
  })
})

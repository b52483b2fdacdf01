import type pg from "pg"
import { afterAll, beforeAll, beforeEach } from "vitest"
import { type ArrangedClinic, type ArrangedPatient, fixtures } from "./fixtures"
import { type RunningSimulator, startSimulator } from "./simulator"
import { testEnvironment } from "./stub-server"

const NO_LIMIT = 100_000

/** One that BioT accepted; `at` in epoch milliseconds. */
type Text = { number: string; messageId: string; at: number }

/**
 * What tests of sending share: the simulator as BioT, no pace unless asked for, an empty queue and
 * a new clinic for each test.
 */
export function sending(test: { owner: () => pg.Pool }) {
  const arrange = fixtures(test)
  let biot: RunningSimulator
  let clinic: ArrangedClinic
  const query = async (text: string, values: unknown[] = []) =>
    (await test.owner().query(text, values)).rows

  const pace = (perSecond: number) =>
    query("UPDATE send_pace SET per_second = $1, next_at = now()", [perSecond])

  beforeAll(async () => {
    biot = await startSimulator()
    testEnvironment({ BIOT_BASE_URL: biot.url })
    await biot.control("POST", "/simulator/settings", { ratePerSecond: NO_LIMIT })
  })
  afterAll(() => biot.stop())
  beforeEach(async () => {
    await pace(NO_LIMIT)
    await query("UPDATE messages SET state = 'cancelled' WHERE state IN ('queued', 'sending')")
    clinic = await arrange.clinic()
  })

  const texts = async () =>
    (await biot.control<{ messages: Text[] }>("GET", "/simulator/sms")).messages

  return {
    arrange,
    query,
    pace,
    clinic: () => clinic,
    /** The next text to the clinic's patient meets this. */
    fault: (kind: string, more: object = {}) =>
      biot.control("POST", "/simulator/faults", {
        kind,
        times: 1,
        number: clinic.patient.phone,
        ...more,
      }),
    texts: () => texts(),
    textsTo: async (number: string | null) =>
      (await texts()).filter((text) => text.number === number),
    /** BioT takes so long for every text, until the faults are cleared. */
    slow: (ms: number) => biot.control("POST", "/simulator/faults", { kind: "slow", ms }),
    clearFaults: () => biot.control("DELETE", "/simulator/faults"),
    /** Messages of the clinic whose turn has come, each to a patient with a number of their own. */
    queueMany: (count: number) => queueMany(test, clinic, count),
    message: async (id: string) => (await query("SELECT * FROM messages WHERE id = $1", [id]))[0],
    messages: () =>
      query("SELECT * FROM messages WHERE organization_id = $1", [clinic.organization.id]),
    doseState: async (id: string) =>
      (await query("SELECT state FROM doses WHERE id = $1", [id]))[0].state,
    /** Whoever BioT does not know is taken for deleted by the next pull. */
    knowInBiot: ({ id, organizationId, phone }: ArrangedPatient = clinic.patient) => {
      const entity = { _id: id, _phone: phone, _ownerOrganization: { id: organizationId } }
      return biot.control("POST", "/simulator/people/upsert", { kind: "patient", entity })
    },
    optOut: () =>
      query("INSERT INTO opt_outs VALUES ($1, $2, true, now())", [
        clinic.organization.id,
        clinic.patient.phone,
      ]),
  }
}

async function queueMany(
  test: { owner: () => pg.Pool },
  clinic: ArrangedClinic,
  count: number,
): Promise<void> {
  await test.owner().query(
    `WITH made AS (
       INSERT INTO patients (organization_id, id, first_name, last_name, phone, locale)
       SELECT $1, gen_random_uuid(), 'Ada', 'Vance', '+1556' || lpad(n::text, 7, '0'), 'en-us'
         FROM generate_series(1, $2::int) n RETURNING id, phone)
     INSERT INTO messages (organization_id, id, patient_id, kind, phone, body, parts, state,
       idempotency_key, priority, not_before, expires_at, trace_id)
     SELECT $1, gen_random_uuid(), id, 'reminder', phone, 'Reply 1 or 2.', 1, 'queued', id::text,
            20, now(), now() + interval '2 hours', 'test-trace' FROM made`,
    [clinic.organization.id, count],
  )
}

import type pg from "pg"
import { afterAll, beforeAll, beforeEach } from "vitest"
import { type ArrangedClinic, fixtures } from "./fixtures"
import { type RunningSimulator, startSimulator } from "./simulator"
import { testEnvironment } from "./stub-server"

const NO_LIMIT = 100_000

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
    textsTo: async (number: string | null) => {
      const path = "/simulator/sms"
      const sent = await biot.control<{ messages: { number: string; messageId: string }[] }>(
        "GET",
        path,
      )
      return sent.messages.filter((text) => text.number === number)
    },
    message: async (id: string) => (await query("SELECT * FROM messages WHERE id = $1", [id]))[0],
    messages: () =>
      query("SELECT * FROM messages WHERE organization_id = $1", [clinic.organization.id]),
    doseState: async (id: string) =>
      (await query("SELECT state FROM doses WHERE id = $1", [id]))[0].state,
    /** Whoever BioT does not know is taken for deleted by the next pull. */
    knowInBiot: () => {
      const { id, organizationId, phone } = clinic.patient
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

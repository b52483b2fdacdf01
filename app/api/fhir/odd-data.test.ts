import { randomUUID } from "node:crypto"
import { beforeAll, expect, it } from "vitest"
import { FHIR_RESOURCES } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { fhirProblems } from "@/db/testing/fhir-schema"
import { type ArrangedClinic, type ArrangedDose, fixtures } from "@/db/testing/fixtures"
import { testEnvironment } from "@/db/testing/stub-server"
import { makeToken } from "@/lib/api-tokens/mutations"
import { mintStaffContext } from "@/lib/auth/context"
import { GET } from "./[type]/route"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
let patientId: string
let token: string
const doses: Record<string, ArrangedDose> = {}
const SLOTS = ["refused", "silent", "torn", "unasked", "excused", "confirmed", "caregiver"]

beforeAll(async () => {
  testEnvironment({ DATABASE_URL: test.url(), PUBLIC_URL: "http://portal.test" })
  clinic = await arrange.clinic()
  const nameless = { firstName: null, lastName: null, phone: null, locale: "xx_nonsense_" }
  const patient = await arrange.patient(clinic.organization.id, nameless)
  patientId = patient.id
  const timeZone = "America/New_York"
  const regimen = await arrange.regimen(patient, { timeZone })
  // The night on which New York's clocks go back.
  const dueAt = Date.parse("2025-11-02T05:30:00Z")
  for (const slot of SLOTS) {
    doses[slot] = await arrange.dose(regimen, { dueAt, slot, timeZone, localDate: "2025-11-02" })
  }
  await say("refused", { kind: "not_taken", replyId: await reply("patient") })
  await say("silent", { kind: "reminded", source: "system" })
  await say("torn", { kind: "taken", replyId: await reply("patient") })
  await say("torn", { kind: "not_taken", replyId: await reply("patient") })
  await say("unasked", { kind: "not_reminded", source: "system" })
  await say("excused", { kind: "excused", source: "staff", periodId: await travel() })
  await say("confirmed", { kind: "taken", source: "staff", reason: "by phone" })
  await say("caregiver", { kind: "taken", replyId: await reply("caregiver") })
  const made = await makeToken(mintStaffContext(clinic.admin), {
    ...{ tokenId: randomUUID(), name: "Registry", days: 30, readsTexts: true },
    scopes: [...FHIR_RESOURCES],
  })
  token = made.token
})

async function say(
  slot: string,
  of: { kind: string; source?: string; replyId?: string; periodId?: string; reason?: string },
) {
  const dose = doses[slot]
  await test.owner().query(
    `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, reply_id, period_id,
       reason, staff_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[clinic.organization.id, randomUUID(), dose?.id, of.kind, of.source ?? "patient"],
      ...[of.replyId, of.periodId, of.reason],
      of.source === "staff" ? clinic.clinician.staffId : null,
      new Date((dose?.dueAt ?? 0) + 60_000).toISOString(),
    ],
  )
}

async function reply(senderKind: string) {
  const id = randomUUID()
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, event_at, state, body,
       patient_id, sender_kind, sender_id, confidence)
     VALUES ($1, $2, $3, '{}', now(), 'applied', $4, $5, $6, $7, 'high')`,
    [clinic.organization.id, id, id, "\u0007 1", patientId, senderKind, clinic.clinician.staffId],
  )
  return id
}

async function travel() {
  const id = randomUUID()
  await test.owner().query(
    `INSERT INTO excused_periods (organization_id, id, patient_id, kind, reason, from_date,
       created_by) VALUES ($1, $2, $3, 'travel', 'away', '2025-11-01', $4)`,
    [clinic.organization.id, id, patientId, clinic.clinician.staffId],
  )
  return id
}

async function found(path: string) {
  const request = new Request(`http://portal.test/api/fhir/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const type = path.split("?")[0] ?? ""
  const response = await GET(request, { params: Promise.resolve({ type }) })
  const body = await response.json()
  expect(response.status, JSON.stringify(body)).toBe(200)
  expect(fhirProblems(body)).toEqual([])
  const entries: { resource: Record<string, unknown> & { id: string; resourceType: string } }[] =
    body.entry ?? []
  for (const { resource } of entries) expect(fhirProblems(resource)).toEqual([])
  return entries.map(({ resource }) => resource)
}

it("tells each dose by R4's words, and from whom that is known", async () => {
  const told = await found(`MedicationStatement?patient=${patientId}`)
  const of = (slot: string) => told.find(({ id }) => id === doses[slot]?.id)
  expect(Object.fromEntries(SLOTS.map((slot) => [slot, of(slot)?.status]))).toEqual({
    ...{ refused: "not-taken", silent: "unknown", torn: "unknown", unasked: "unknown" },
    ...{ excused: "on-hold", confirmed: "completed", caregiver: "completed" },
  })
  expect(of("refused")).toMatchObject({
    informationSource: { reference: `Patient/${patientId}` },
    effectiveDateTime: "2025-11-02T01:30:00-04:00",
    derivedFrom: [{ reference: expect.stringMatching(/^Communication\/reply-/) }],
  })
  expect(of("silent")?.informationSource).toBeUndefined()
  expect(of("torn")?.derivedFrom).toHaveLength(2)
  expect(of("excused")).toMatchObject({ statusReason: [{ text: "Travelling" }] })
  const staff = { identifier: { value: clinic.clinician.staffId } }
  expect(of("confirmed")).toMatchObject({ informationSource: staff })
  expect(of("caregiver")).toMatchObject({ informationSource: staff })
  const unknown = `MedicationStatement?patient=${patientId}&_id=${doses.torn?.id},x`
  expect(await found(unknown)).toHaveLength(1)
})

it("tells people without a name, their regimens and their texts", async () => {
  const [person] = await found(`Patient?_id=${patientId}`)
  expect(person).toMatchObject({ active: true, name: [{ extension: [{ valueCode: "unknown" }] }] })
  const [request] = await found(`MedicationRequest?patient=${patientId}`)
  expect(request).toMatchObject({ status: "active", intent: "plan" })
  const texts = await found(`Communication?patient=${patientId}`)
  expect(texts).toHaveLength(4)
  expect(texts[0]).toMatchObject({ payload: [{ contentString: " 1" }], status: "completed" })
})

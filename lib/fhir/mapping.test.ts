import { describe, expect, it } from "vitest"
import { DOSE_STATES, MESSAGE_KINDS, MESSAGE_STATES } from "@/db/enums"
import { fhirProblems } from "@/db/testing/fhir-schema"
import { capabilityStatement } from "./capability"
import { fhirCommunication, type MessageFacts, type ReplyFacts } from "./communication"
import { fhirMedicationRequest, type RequestFacts, requestStatus } from "./medication-request"
import { fhirMedicationStatement, type StatementFacts } from "./medication-statement"
import { operationOutcome } from "./outcome"
import { fhirPatient, type PatientFacts } from "./patient"

const ID = "01890000-0000-7000-8000-000000000001"
const OTHER = "01890000-0000-7000-8000-000000000002"
const AT = Date.parse("2026-11-01T05:30:00Z")

const person: PatientFacts = {
  ...{ id: ID, organizationId: OTHER, firstName: "Ada", lastName: "Vance", phone: "+12025550123" },
  ...{ locale: "en-us", isEnabled: true, isDeleted: false, syncedAt: AT },
}
const dose: StatementFacts = {
  ...{ id: ID, patientId: OTHER, requestId: ID, medication: "Metformin", doseText: "500 mg" },
  ...{ timeZone: "America/New_York", dueAt: AT, state: "no_response", takenAt: null },
  ...{ updatedAt: null, excuse: null, statements: [] },
}
const said = { source: "patient" as const, at: AT, replyId: ID, staffId: null, reason: null }
const schedule: RequestFacts = {
  ...{ id: ID, patientId: OTHER, medication: "Metformin", doseText: "500 mg" },
  ...{ startDate: "2026-01-01", endDate: null, timeZone: "Europe/Berlin" },
  slots: [
    { localTime: "20:00", label: "evening" },
    { localTime: "08:00", label: "08:00" },
  ],
  ...{ recurrence: { kind: "daily" }, createdAt: AT, priorId: null, isReplaced: false },
  ...{ periods: [], today: "2026-11-01" },
}
const message: MessageFacts = {
  ...{ source: "message", id: ID, organizationId: OTHER, patientId: OTHER, kind: "reminder" },
  ...{ state: "sent", reason: null, body: "Reply 1", createdAt: AT, sentAt: AT },
  ...{ requestedBy: null, doseIds: [ID] },
}
const reply: ReplyFacts = {
  ...{ source: "reply", id: ID, organizationId: OTHER, patientId: OTHER, senderKind: "patient" },
  ...{ senderId: OTHER, body: "1", eventAt: AT, receivedAt: AT, messageId: OTHER },
}
const all = { readsTexts: true }

describe("a patient", () => {
  it.each([
    ["as BioT tells everything", {}],
    ["without a name", { firstName: null, lastName: null }],
    ["with half a name", { firstName: null }],
    ["with a name of spaces", { firstName: " ", lastName: "" }],
    ["without a phone", { phone: null }],
    ["of no locale", { locale: null }],
    ["of an odd locale", { locale: "not a locale!" }],
    ["deleted", { isDeleted: true }],
  ])("%s is valid", (_, fields) => {
    expect(fhirProblems(fhirPatient({ ...person, ...fields }))).toEqual([])
  })

  it("says that a name and a number are not known", () => {
    const stripped = fhirPatient({ ...person, firstName: null, lastName: null, phone: null })
    const url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    expect(stripped.name).toEqual([{ extension: [{ url, valueCode: "unknown" }] }])
    expect(stripped.telecom).toEqual(stripped.name)
    expect(fhirPatient(person).communication?.[0]?.language.coding?.[0]?.code).toBe("en-US")
  })
})

describe("a dose", () => {
  it.each(DOSE_STATES)("that is %s is valid", (state) => {
    const statements = [{ ...said, sender: { kind: "patient", id: OTHER } }]
    for (const given of [[], statements]) {
      const made = fhirMedicationStatement({ ...dose, state, statements: given, takenAt: AT }, all)
      expect(fhirProblems(made)).toEqual([])
    }
  })

  it("is told by R4's words, silence as unknown", () => {
    const told = DOSE_STATES.map((state) => fhirMedicationStatement({ ...dose, state }, all).status)
    expect(told).toEqual([
      ...["intended", "intended", "completed", "completed", "completed", "not-taken"],
      ...["unknown", "unknown", "unknown", "on-hold", "stopped"],
    ])
  })

  it("stands on the clock of the patient's wall, also where it is turned back", () => {
    const at = (dueAt: number) => fhirMedicationStatement({ ...dose, dueAt }, all).effectiveDateTime
    expect(at(AT)).toBe("2026-11-01T01:30:00-04:00")
    expect(at(AT + 3_600_000)).toBe("2026-11-01T01:30:00-05:00")
  })

  it("names who said so, and the reply", () => {
    const by = (statement: object) =>
      fhirMedicationStatement(
        { ...dose, state: "taken_late", statements: [{ ...said, sender: null, ...statement }] },
        all,
      )
    expect(by({}).informationSource).toEqual({ reference: `Patient/${OTHER}` })
    expect(by({}).derivedFrom).toEqual([{ reference: `Communication/reply-${ID}` }])
    const caregiver = by({ sender: { kind: "caregiver", id: ID } })
    expect(caregiver.informationSource).toMatchObject({ identifier: { value: ID } })
    const staff = by({ source: "staff", replyId: null, staffId: ID, reason: "by phone" })
    expect(staff.informationSource).toMatchObject({ type: "Practitioner" })
    expect(staff.category).toBeUndefined()
    expect(staff.note).toContainEqual({ text: "by phone" })
    expect(fhirProblems(caregiver)).toEqual([])
    expect(fhirProblems(staff)).toEqual([])
  })

  it("keeps what staff wrote from a token without texts", () => {
    const byStaff = { source: "staff" as const, staffId: ID, reason: "secret" }
    const statements = [{ ...said, ...byStaff, sender: null }]
    expect(JSON.stringify(fhirMedicationStatement({ ...dose, statements }, all))).toContain(
      "secret",
    )
    const made = fhirMedicationStatement({ ...dose, statements }, { readsTexts: false })
    expect(JSON.stringify(made)).not.toContain("secret")
  })
})

describe("a regimen's version", () => {
  it.each([
    [{ kind: "daily" }, { frequency: 2, period: 1, periodUnit: "d" }],
    [
      { kind: "every", days: 3 },
      { frequency: 2, period: 3, periodUnit: "d" },
    ],
    [{ kind: "weekdays", days: [5, 1] }, { dayOfWeek: ["mon", "fri"] }],
  ] as const)("of %j has its timing", (recurrence, expected) => {
    const given = recurrence as unknown as RequestFacts["recurrence"]
    const made = fhirMedicationRequest({ ...schedule, recurrence: given })
    expect(made.dosageInstruction[0]?.timing.repeat).toEqual({
      boundsPeriod: { start: "2026-01-01" },
      ...expected,
      timeOfDay: ["08:00:00", "20:00:00"],
    })
    expect(fhirProblems(made)).toEqual([])
  })

  it("in cycles does not read as every day", () => {
    const made = fhirMedicationRequest({
      ...schedule,
      recurrence: { kind: "cycle", on: 21, off: 7 },
    })
    expect(made.dosageInstruction[0]?.timing).toEqual({
      repeat: { boundsPeriod: { start: "2026-01-01" } },
      code: { text: expect.stringContaining("21 days on, 7 days off") },
    })
    expect(fhirProblems(made)).toEqual([])
  })

  it.each([
    ["active", {}],
    ["active", { endDate: "2026-11-01", isReplaced: true }],
    ["active", { periods: [{ kind: "travel", isOfRegimen: false }] }],
    ["on-hold", { periods: [{ kind: "on_hold", isOfRegimen: false }] }],
    ["on-hold", { periods: [{ kind: "other", isOfRegimen: true }] }],
    ["stopped", { endDate: "2026-10-31", isReplaced: true }],
    ["completed", { endDate: "2026-10-31" }],
    ["cancelled", { endDate: "2025-12-31" }],
  ] as const)("is %s with %j", (status, fields) => {
    expect(requestStatus({ ...schedule, ...fields })).toBe(status)
    const made = fhirMedicationRequest({ ...schedule, ...fields, priorId: OTHER })
    expect(fhirProblems(made)).toEqual([])
  })
})

describe("a text", () => {
  it.each(MESSAGE_STATES)("that is %s is valid", (state) => {
    for (const kind of MESSAGE_KINDS) {
      const sentAt = state === "sent" ? AT : null
      const made = fhirCommunication({ ...message, kind, state, sentAt, reason: "no_id" }, all)
      expect(fhirProblems(made)).toEqual([])
    }
  })

  it.each([
    ["of a patient", {}],
    ["of a caregiver", { senderKind: "caregiver" }],
    ["of nobody known", { senderKind: "caregiver", senderId: null }],
    ["without words", { body: null }],
    ["of control characters", { body: "\u0001\u0007" }],
    ["that answers nothing", { messageId: null, eventAt: null }],
  ])("in reply %s is valid", (_, fields) => {
    expect(fhirProblems(fhirCommunication({ ...reply, ...fields }, all))).toEqual([])
  })

  it("has its words only for a token that may read them", () => {
    expect(fhirCommunication(reply, all).payload).toEqual([{ contentString: "1" }])
    expect(fhirCommunication(reply, { readsTexts: false }).payload).toBeUndefined()
  })
})

it("tells what it can do, and refuses, as the schema has it", () => {
  const told = capabilityStatement("http://portal.test/api/fhir")
  // The package's schema is R4 as first published: it does not know of 4.0.1, its correction.
  expect(fhirProblems({ ...told, fhirVersion: "4.0.0" })).toEqual([])
  const refusal = operationOutcome({ status: 404, code: "not-found", sentence: "No." })
  expect(fhirProblems(refusal)).toEqual([])
})

it("is held to a schema that refuses", () => {
  expect(fhirProblems({ ...fhirPatient(person), active: "yes" })).not.toEqual([])
  expect(fhirProblems({ ...fhirPatient(person), nickname: "A" })).not.toEqual([])
})

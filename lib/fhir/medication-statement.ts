import type { DoseEventSource, DoseState } from "@/db/enums"
import type { Instant } from "@/lib/time"
import { replyCommunicationId } from "./communication"
import {
  type Annotation,
  type CodeableConcept,
  dateTimeIn,
  EXTENSIONS,
  type Extension,
  fhirText,
  instantText,
  type Meta,
  patientReference,
  type Reference,
  staffReference,
} from "./r4"

/** An event on which the dose's state rests. */
export type Statement = {
  source: DoseEventSource
  at: Instant
  replyId: string | null
  /** BioT's kind and id of whoever sent the reply. */
  sender: { kind: string | null; id: string | null } | null
  staffId: string | null
  reason: string | null
}

export type StatementFacts = {
  /** Of the dose. */
  id: string
  patientId: string
  /** The regimen's version that expected it. */
  requestId: string | null
  medication: string
  doseText: string
  timeZone: string
  dueAt: Instant
  state: DoseState
  takenAt: Instant | null
  updatedAt: Instant | null
  /** Why it is excused, in words. */
  excuse: string | null
  statements: readonly Statement[]
}

export type StatementStatus =
  | "completed"
  | "not-taken"
  | "unknown"
  | "intended"
  | "on-hold"
  | "stopped"

/**
 * What each state is in R4's words, each statement being of one dose. Silence and contradiction are
 * `unknown`, never `not-taken`. Excused is `on-hold`: halted and expected to go on. Cancelled is
 * `stopped`, halted for good before it happened, and not `entered-in-error`, for the plan was none.
 */
export const STATUS_OF: Record<DoseState, StatementStatus> = {
  scheduled: "intended",
  pending: "intended",
  taken_on_time: "completed",
  taken_late: "completed",
  taken_confirmed: "completed",
  not_taken: "not-taken",
  no_response: "unknown",
  conflicting: "unknown",
  not_reminded: "unknown",
  excused: "on-hold",
  cancelled: "stopped",
}

export const STATEMENT_STATUSES = [...new Set(Object.values(STATUS_OF))]

const WHY: Partial<Record<DoseState, string>> = {
  no_response: "No reply came to the reminder",
  conflicting: "The patient's replies contradict each other",
  not_reminded: "The patient was not asked",
  excused: "Excused",
  cancelled: "The regimen changed before this dose was due",
}

export type FhirMedicationStatement = {
  resourceType: "MedicationStatement"
  id: string
  meta?: Meta
  extension: Extension[]
  basedOn?: Reference[]
  status: StatementStatus
  statusReason?: CodeableConcept[]
  category?: CodeableConcept
  medicationCodeableConcept: CodeableConcept
  subject: Reference
  effectiveDateTime: string
  dateAsserted?: string
  informationSource?: Reference
  derivedFrom?: Reference[]
  note: Annotation[]
  dosage?: { text: string }[]
}

/** One dose, as it was reported. `readsTexts`: whether what staff wrote may be in it. */
export function fhirMedicationStatement(
  of: StatementFacts,
  { readsTexts }: { readsTexts: boolean },
): FhirMedicationStatement {
  const why = of.state === "excused" && of.excuse ? of.excuse : WHY[of.state]
  const dose = fhirText(of.doseText)
  return {
    resourceType: "MedicationStatement",
    id: of.id,
    ...(of.updatedAt === null ? {} : { meta: { lastUpdated: instantText(of.updatedAt) } }),
    extension: extensionsOf(of),
    ...(of.requestId ? { basedOn: [{ reference: `MedicationRequest/${of.requestId}` }] } : {}),
    status: STATUS_OF[of.state],
    ...(why ? { statusReason: [{ text: why }] } : {}),
    ...categoryOf(of),
    medicationCodeableConcept: { text: fhirText(of.medication) ?? "Unnamed" },
    subject: patientReference(of.patientId),
    effectiveDateTime: dateTimeIn(of.dueAt, of.timeZone),
    ...assertedBy(of),
    ...derivedFrom(of),
    note: notesOf(of, readsTexts),
    ...(dose ? { dosage: [{ text: dose }] } : {}),
  }
}

function extensionsOf(of: StatementFacts): Extension[] {
  const state = { url: EXTENSIONS.doseState, valueCode: of.state.replaceAll("_", "-") }
  if (of.takenAt === null) return [state]
  const valueDateTime = dateTimeIn(of.takenAt, of.timeZone)
  return [state, { url: EXTENSIONS.reportedTakenAt, valueDateTime }]
}

const isSaid = ({ source }: Statement) => source !== "system"

function categoryOf(of: StatementFacts): { category?: CodeableConcept } {
  if (!of.statements.some(({ source }) => source === "patient")) return {}
  const system = "http://terminology.hl7.org/CodeSystem/medication-statement-category"
  return { category: { coding: [{ system, code: "patientspecified" }] } }
}

function assertedBy(of: StatementFacts): { dateAsserted?: string; informationSource?: Reference } {
  const last = of.statements
    .filter(isSaid)
    .toSorted((a, b) => a.at - b.at)
    .at(-1)
  if (!last) return {}
  const source = sourceOf(of, last)
  return {
    dateAsserted: dateTimeIn(last.at, of.timeZone),
    ...(source ? { informationSource: source } : {}),
  }
}

/** BioT's caregivers are clinicians, so a reply of theirs is a practitioner's word. */
function sourceOf(of: StatementFacts, { source, sender, staffId }: Statement): Reference | null {
  if (source === "staff") return staffId ? staffReference(staffId) : null
  if (!sender || sender.kind === null || sender.kind === "patient") {
    return patientReference(of.patientId)
  }
  return sender.id ? staffReference(sender.id) : null
}

function derivedFrom(of: StatementFacts): { derivedFrom?: Reference[] } {
  const ids = new Set(of.statements.flatMap(({ replyId }) => replyId ?? []))
  if (ids.size === 0) return {}
  return {
    derivedFrom: [...ids].map((id) => ({ reference: `Communication/${replyCommunicationId(id)}` })),
  }
}

const REPORTED = "Reported by text message or recorded by staff; nobody observed the intake."

function notesOf(of: StatementFacts, readsTexts: boolean): Annotation[] {
  const byStaff = of.statements.filter(({ source }) => source === "staff")
  const reasons = byStaff.flatMap(({ reason }) => fhirText(reason) ?? [])
  return [{ text: REPORTED }, ...(readsTexts ? reasons.map((text) => ({ text })) : [])]
}

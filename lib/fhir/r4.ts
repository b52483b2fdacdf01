import { Temporal } from "temporal-polyfill"
import type { Instant } from "@/lib/time"

/** The parts of FHIR R4 (4.0.1) that Doseline writes. Source: https://hl7.org/fhir/R4 */
export type Coding = { system?: string; code: string; display?: string }
export type CodeableConcept = { coding?: Coding[]; text?: string }
export type Identifier = { system: string; value: string }
export type Extension = {
  url: string
  valueCode?: string
  valueDateTime?: string
}
export type Reference = {
  reference?: string
  type?: string
  identifier?: Identifier
  display?: string
}
export type Period = { start?: string; end?: string }
export type Meta = { lastUpdated: string }
export type Annotation = { text: string }

const DOSELINE = "urn:doseline:fhir"
export const SYSTEMS = {
  patient: "urn:doseline:biot:patient",
  staff: "urn:doseline:biot:staff",
  organization: "urn:doseline:biot:organization",
} as const
export const EXTENSIONS = {
  /** The dose's state in Doseline's own, finer words. */
  doseState: `${DOSELINE}:dose-state`,
  /** When the dose was taken, by the patient's or the staff's word. */
  reportedTakenAt: `${DOSELINE}:reported-taken-at`,
  dataAbsentReason: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
} as const

/** BioT strips what an account may not see, and does not say so: what is missing is unknown. */
export const ABSENT = { extension: [{ url: EXTENSIONS.dataAbsentReason, valueCode: "unknown" }] }

export const patientReference = (id: string): Reference => ({ reference: `Patient/${id}` })

/** Staff and organizations are no resources here, so they are named by BioT's ids. */
export const staffReference = (id: string): Reference => ({
  type: "Practitioner",
  identifier: { system: SYSTEMS.staff, value: id },
})
export const organizationReference = (id: string): Reference => ({
  type: "Organization",
  identifier: { system: SYSTEMS.organization, value: id },
})

export const instantText = (at: Instant): string => new Date(at).toISOString()

/** A dateTime as the wall clock of `timeZone` (IANA) shows it, with its offset. */
export function dateTimeIn(at: Instant, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: "never" })
}

/** Text as FHIR's `string` allows it, without control characters; null if nothing is left to see. */
export function fhirText(text: string | null): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what FHIR forbids
  const cleaned = (text ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
  return cleaned.trim() === "" ? null : cleaned
}

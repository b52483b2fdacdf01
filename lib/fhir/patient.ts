import type { Instant } from "@/lib/time"
import {
  ABSENT,
  type CodeableConcept,
  type Extension,
  fhirText,
  type Identifier,
  instantText,
  type Meta,
  organizationReference,
  type Reference,
  SYSTEMS,
} from "./r4"

export type PatientFacts = {
  id: string
  organizationId: string
  firstName: string | null
  lastName: string | null
  phone: string | null
  locale: string | null
  isEnabled: boolean
  isDeleted: boolean
  syncedAt: Instant
}

export type FhirPatient = {
  resourceType: "Patient"
  id: string
  meta: Meta
  identifier: Identifier[]
  active: boolean
  name: { use?: "official"; family?: string; given?: string[]; extension?: Extension[] }[]
  telecom: { system?: "phone"; value?: string; use?: "mobile"; extension?: Extension[] }[]
  communication?: { language: CodeableConcept; preferred: true }[]
  managingOrganization: Reference
}

/** A person as BioT lets us see them. Who was deleted in BioT is not active; their record stays. */
export function fhirPatient(of: PatientFacts): FhirPatient {
  const language = languageOf(of.locale)
  const phone = fhirText(of.phone)
  return {
    resourceType: "Patient",
    id: of.id,
    meta: { lastUpdated: instantText(of.syncedAt) },
    identifier: [{ system: SYSTEMS.patient, value: of.id }],
    active: of.isEnabled && !of.isDeleted,
    name: [nameOf(of)],
    telecom: [phone ? { system: "phone", value: phone, use: "mobile" } : ABSENT],
    ...(language
      ? {
          communication: [
            {
              language: { coding: [{ system: "urn:ietf:bcp:47", code: language }] },
              preferred: true,
            },
          ],
        }
      : {}),
    managingOrganization: organizationReference(of.organizationId),
  }
}

function nameOf({ firstName, lastName }: PatientFacts): FhirPatient["name"][number] {
  const [given, family] = [fhirText(firstName), fhirText(lastName)]
  if (!given && !family) return ABSENT
  return {
    use: "official",
    ...(family ? { family } : {}),
    ...(given ? { given: [given] } : {}),
  }
}

/** BioT writes `en-us`; FHIR wants BCP 47's `en-US`. */
function languageOf(locale: string | null): string | null {
  if (!locale) return null
  try {
    return Intl.getCanonicalLocales(locale.replaceAll("_", "-"))[0] ?? null
  } catch {
    return null
  }
}

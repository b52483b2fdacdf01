import type { FhirResource } from "@/db/enums"

/** When what the statement says last changed. */
const DATE = "2026-11-26"

type Parameter = {
  name: string
  type: "token" | "date" | "reference" | "string"
  documentation?: string
}

const POSTED = "Only by POST to _search: addresses are kept in too many places for it."
const PATIENT: Parameter = {
  name: "patient",
  type: "reference",
  documentation: "Needed unless _id is given.",
}
const ID: Parameter = { name: "_id", type: "token" }

const PARAMETERS: Record<FhirResource, Parameter[]> = {
  Patient: [
    ID,
    { name: "_lastUpdated", type: "date" },
    { name: "active", type: "token" },
    { name: "identifier", type: "token", documentation: POSTED },
    { name: "phone", type: "token", documentation: POSTED },
    { name: "name", type: "string", documentation: POSTED },
  ],
  MedicationRequest: [ID, PATIENT],
  MedicationStatement: [
    ID,
    PATIENT,
    { name: "effective", type: "date" },
    { name: "status", type: "token" },
  ],
  Communication: [ID, PATIENT, { name: "sent", type: "date" }],
}

/** What the API can do, for whoever asks; it says nothing of any organization. */
export function capabilityStatement(base: string) {
  const resource = Object.entries(PARAMETERS).map(([type, searchParam]) => ({
    type,
    interaction: [{ code: "read" }, { code: "search-type" }],
    versioning: "no-version",
    searchParam,
  }))
  return {
    resourceType: "CapabilityStatement",
    status: "active",
    date: DATE,
    kind: "instance",
    software: { name: "Doseline" },
    implementation: { description: "Doseline, for reading", url: base },
    fhirVersion: "4.0.1",
    format: ["application/fhir+json", "json"],
    rest: [
      {
        mode: "server",
        security: { description: "A bearer token that an admin makes in Settings, API access." },
        resource,
      },
    ],
  }
}

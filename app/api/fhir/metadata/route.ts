import { fhirBase } from "@/lib/fhir/answer"
import { capabilityStatement } from "@/lib/fhir/capability"
import { openFhirHandler } from "@/lib/fhir/endpoint"

export const dynamic = "force-dynamic"

export const GET = openFhirHandler(() => capabilityStatement(fhirBase()))

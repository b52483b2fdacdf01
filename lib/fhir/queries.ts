import "server-only"
import type { Transaction } from "@/db/client"
import { FHIR_RESOURCES, type FhirResource } from "@/db/enums"
import type { ApiContext } from "@/lib/auth/context"
import type { Instant } from "@/lib/time"
import { readFhirAs } from "./audited-read"
import { type FhirCommunication, fhirCommunication } from "./communication"
import { communicationFacts, countCommunications } from "./communication-queries"
import { type After, writePage } from "./cursor"
import { type FhirMedicationRequest, fhirMedicationRequest } from "./medication-request"
import { type FhirMedicationStatement, fhirMedicationStatement } from "./medication-statement"
import { FhirRefusal, notFound } from "./outcome"
import { type FhirPatient, fhirPatient } from "./patient"
import { countPatients, patientFacts } from "./patient-queries"
import { countRequests, requestFacts } from "./request-queries"
import type { Search } from "./search"
import { countStatements, statementFacts } from "./statement-queries"

export type FhirRead =
  | FhirPatient
  | FhirMedicationRequest
  | FhirMedicationStatement
  | FhirCommunication

type Line = { resource: FhirRead; patientId: string; after: After }
type Asked = { search: Search; after: After | null; limit: number; now: Instant }

export type Page = { resources: FhirRead[]; next: string | null; total: number | null }

/** Throws `FhirRefusal` (404) for a resource that there is none of here. */
export function resourceNamed(type: string): FhirResource {
  const found = FHIR_RESOURCES.find((name) => name === type)
  if (!found) throw new FhirRefusal(404, "not-supported", "There is no such resource type here.")
  return found
}

/** One resource by its id. Throws `FhirRefusal` (403, 404). */
export async function readResource(
  ctx: ApiContext,
  type: FhirResource,
  id: string,
  now: Instant,
): Promise<FhirRead> {
  const found = await readFhirAs(ctx, type, async (tx) => {
    const asked = { search: searchById(type, id), after: null, limit: 1, now }
    const [line] = await lines(tx, ctx, asked)
    return { value: line?.resource ?? null, patientIds: line ? [line.patientId] : [] }
  })
  if (!found) throw notFound()
  return found
}

/** One page of a search, and the cursor of the next. Throws `FhirRefusal`. */
export async function searchPage(
  ctx: ApiContext,
  of: { search: Search; after: After | null },
  now: Instant,
): Promise<Page> {
  const { search, after } = of
  if (search.count === 0) return countedPage(ctx, search)
  return readFhirAs(ctx, search.type, async (tx) => {
    const found = await lines(tx, ctx, { search, after, limit: search.count + 1, now })
    const shown = found.slice(0, search.count)
    const last = shown.at(-1)
    const hasMore = found.length > search.count && last !== undefined
    const kept = shown.filter(({ resource }) => isStillWanted(resource, search))
    return {
      value: {
        resources: kept.map(({ resource }) => resource),
        next: hasMore ? writePage(ctx, search, last.after) : null,
        total: isCheap(search) ? await totalOf(tx, search) : null,
      },
      patientIds: kept.map(({ patientId }) => patientId),
    }
  })
}

async function countedPage(ctx: ApiContext, search: Search): Promise<Page> {
  return readFhirAs(ctx, search.type, async (tx) => {
    const total = await totalOf(tx, search)
    const { patientId } = search
    const patientIds = patientId !== null && total > 0 ? [patientId] : []
    return { value: { resources: [], next: null, total }, patientIds }
  })
}

/** A stored state may be a minute behind the clock; what is told and what was asked for must agree. */
function isStillWanted(resource: FhirRead, { statuses }: Search): boolean {
  if (statuses === null || resource.resourceType !== "MedicationStatement") return true
  return statuses.includes(resource.status)
}

/** Of one patient it is cheap to count; of everybody it is not. */
function isCheap({ type, patientId, statuses }: Search): boolean {
  return type !== "Patient" && patientId !== null && statuses === null
}

function totalOf(tx: Transaction, search: Search): Promise<number> {
  switch (search.type) {
    case "Patient":
      return countPatients(tx, search)
    case "MedicationRequest":
      return countRequests(tx, search)
    case "MedicationStatement":
      return countStatements(tx, search)
    case "Communication":
      return countCommunications(tx, search)
  }
}

async function lines(tx: Transaction, ctx: ApiContext, asked: Asked): Promise<Line[]> {
  const { search, ...page } = asked
  switch (search.type) {
    case "Patient":
      return (await patientFacts(tx, search, page)).map((of) => ({
        resource: fhirPatient(of),
        patientId: of.id,
        after: { at: null, id: of.id },
      }))
    case "MedicationRequest":
      return (await requestFacts(tx, search, page)).map((of) => ({
        resource: fhirMedicationRequest(of),
        patientId: of.patientId,
        after: { at: null, id: of.id },
      }))
    case "MedicationStatement":
      return (await statementFacts(tx, search, page)).map((of) => ({
        resource: fhirMedicationStatement(of, ctx),
        patientId: of.patientId,
        after: { at: of.dueAt, id: of.id },
      }))
    case "Communication":
      return (await communicationFacts(tx, search, page)).map((of) => ({
        resource: fhirCommunication(of, ctx),
        patientId: of.patientId,
        after: { at: of.source === "message" ? of.createdAt : of.receivedAt, id: of.id },
      }))
  }
}

function searchById(type: FhirResource, id: string): Search {
  const nothing = { patientId: null, dates: null, statuses: null, isActive: null }
  return { type, count: 1, ids: [id], ...nothing, identifier: null, phone: null, name: null }
}

import "server-only"
import { inArray, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { consents, organizations, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import type { LocalDate } from "@/lib/local-date"
import { cancelledEntries, cancelQueued } from "@/lib/messages/cancel-queued"
import { lockPatients } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { type ConsentOutcome, saidAt } from "./many"
import { latestConsents, optedOutPhones } from "./queries"
import {
  type RecordConsent,
  type RecordConsents,
  recordConsentSchema,
  recordConsentsSchema,
} from "./schema"

const NOT_HERE = "This patient is not in your organization. Nothing was recorded."
const LIES_AHEAD = "This day lies ahead. Give the day on which they agreed."
const OF_ANOTHER = "This consent was meant for another patient. Record it again."

/**
 * Records that a patient agreed to texts, or took that back, for good: consents are only added. A
 * withdrawal also takes what is queued to the patient out of the queue. The same `consentId` again
 * changes nothing. Throws `not_found`, `conflict` (the id is another record's), `forbidden`.
 */
export async function recordConsent(
  ctx: StaffContext,
  input: RecordConsent,
): Promise<{ consentId: string; cancelled: number }> {
  const { patientId, consentId, ...said } = recordConsentSchema.parse(input)
  return writeAs(ctx, "consent.record", async (tx, work) => {
    const { cancelled } = await record(tx, ctx, work, [{ patientId, consentId }], said, Date.now())
    return { consentId, cancelled }
  })
}

/**
 * `recordConsent` for up to 500 patients whose consents say the same, such as those that a practice
 * has on paper: all of them or none, with what stands of each. Throws `not_found`, `conflict`,
 * `invalid` (field `saidOn`), `forbidden`.
 */
export async function recordConsents(
  ctx: StaffContext,
  input: RecordConsents,
): Promise<{
  recorded: number
  repeated: number
  cancelled: number
  outcomes: ConsentOutcome[]
}> {
  const { records, saidOn, ...said } = recordConsentsSchema.parse(input)
  return writeAs(ctx, "consent.record_many", async (tx, work) => {
    const at = await momentOf(tx, saidOn, said.kind)
    const { fresh, cancelled } = await record(tx, ctx, work, records, said, at)
    const outcomes = await outcomesOf(
      tx,
      records.map(({ patientId }) => patientId),
      said.kind,
    )
    return { recorded: fresh, repeated: records.length - fresh, cancelled, outcomes }
  })
}

async function momentOf(
  tx: Transaction,
  saidOn: LocalDate | null,
  kind: Said["kind"],
): Promise<Instant> {
  const [home] = await tx.select({ zone: organizations.timeZone }).from(organizations)
  const at = saidAt(saidOn, home?.zone ?? "UTC", Date.now())
  if (at === null) throw new AppError("invalid", LIES_AHEAD, { field: "saidOn" })
  // What is taken back stops what is queued now, and so it is dated now.
  if (kind === "withdrawn" && saidOn !== null) {
    throw new AppError("invalid", "What is taken back counts from now on.", { field: "saidOn" })
  }
  return at
}

/** In order of id. */
async function outcomesOf(
  tx: Transaction,
  patientIds: string[],
  kind: Said["kind"],
): Promise<ConsentOutcome[]> {
  const rows = await tx
    .select({ patientId: patients.id, phone: patients.phone })
    .from(patients)
    .where(sql`${patients.id} = any(${sql.param(patientIds)}::uuid[])`)
    .orderBy(patients.id)
  const newest = await latestConsents(tx, patientIds)
  const out = await optedOutPhones(
    tx,
    rows.map(({ phone }) => phone),
  )
  return rows.map(({ patientId, phone }) => {
    if (newest.get(patientId)?.kind !== kind) return { patientId, says: "outranked" }
    return { patientId, says: phone !== null && out.has(phone) ? "opted_out" : "counts" }
  })
}

type Said = Omit<RecordConsent, "patientId" | "consentId" | "outsideHours"> & {
  outsideHours: boolean
}
type ConsentOf = { patientId: string; consentId: string }

async function record(
  tx: Transaction,
  ctx: StaffContext,
  work: Work,
  records: readonly ConsentOf[],
  said: Said,
  at: Instant,
): Promise<{ fresh: number; cancelled: number }> {
  const now = Date.now()
  await requirePatients(
    tx,
    records.map(({ patientId }) => patientId),
  )
  const fresh = await insertConsents(tx, ctx, records, said, { at, now })
  await work.audit(...records.map((each) => consentEntry(each, said, fresh.has(each.consentId))))
  for (const { patientId } of records) work.publish("patient", patientId)
  const ended = said.kind === "withdrawn" ? records.filter((each) => fresh.has(each.consentId)) : []
  const patientIds = ended.map(({ patientId }) => patientId)
  const cancelled = await cancelQueued(tx, { reason: "consent_withdrawn", patientIds }, now)
  if (cancelled.length > 0) await work.audit(...cancelledEntries(cancelled, "consent_withdrawn"))
  for (const { patientId } of cancelled) work.publish("messages", patientId)
  return { fresh: fresh.size, cancelled: cancelled.length }
}

/** The ids that are new. Throws `conflict` for one that is another patient's, or says otherwise. */
export async function insertConsents(
  tx: Transaction,
  ctx: StaffContext,
  records: readonly ConsentOf[],
  said: Said,
  { at, now }: { at: Instant; now: Instant },
): Promise<Set<string>> {
  const { kind, means, wording } = said
  const outsideHours = kind === "given" && said.outsideHours
  const { organizationId, staffId: recordedBy } = ctx
  const made = await tx
    .insert(consents)
    .values(
      records.map(({ patientId, consentId: id }) => {
        const words = { kind, means, outsideHours, wording, at, recordedBy, recordedAt: now }
        return { organizationId, id, patientId, ...words }
      }),
    )
    .onConflictDoNothing()
    .returning({ id: consents.id })
  const fresh = new Set(made.map(({ id }) => id))
  const repeated = records.filter(({ consentId }) => !fresh.has(consentId))
  if (repeated.length > 0) await refuseOthers(tx, repeated, kind)
  return fresh
}

async function refuseOthers(
  tx: Transaction,
  repeated: readonly ConsentOf[],
  kind: Said["kind"],
): Promise<void> {
  const earlier = await tx
    .select({ id: consents.id, patientId: consents.patientId, kind: consents.kind })
    .from(consents)
    .where(
      inArray(
        consents.id,
        repeated.map(({ consentId }) => consentId),
      ),
    )
  const byId = new Map(earlier.map((each) => [each.id, each]))
  for (const { consentId, patientId } of repeated) {
    const found = byId.get(consentId)
    if (found?.patientId !== patientId || found.kind !== kind) {
      throw new AppError("conflict", OF_ANOTHER)
    }
  }
}

async function requirePatients(tx: Transaction, patientIds: readonly string[]): Promise<void> {
  const locked = await lockPatients(tx, [...patientIds])
  if (locked.size !== patientIds.length) throw new AppError("not_found", NOT_HERE)
}

function consentEntry({ patientId, consentId }: ConsentOf, said: Said, isNew: boolean) {
  const { kind, means, outsideHours } = said
  const subject = { subjectKind: "consent", subjectId: consentId, patientId }
  const verb = isNew ? `consent.${kind}` : "consent.repeated"
  return { verb, ...subject, details: { means, outsideHours } }
}

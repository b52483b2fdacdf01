import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import { PERSON_KINDS, type PersonKind, type ReplyReason, type ReplyState } from "@/db/enums"
import { type PluginCall, parseEnvelope } from "@/lib/biot/envelope"
import { AppError } from "@/lib/errors"
import { type LockedPatient, lockPatients } from "@/lib/patients/summary"
import type { Instant } from "@/lib/time"
import { type Classification, classify } from "./classify"
import { eventTime } from "./event-time"
import type { MatchFacts } from "./match"

/** A reply's row, held until the transaction ends. */
export type LockedReply = {
  id: string
  state: ReplyState
  reason: ReplyReason | null
  payload: unknown
  body: string | null
  fromPhone: string | null
  receivedAt: Instant
  traceId: string | null
  isOptedOut: boolean
  isOrganizationActive: boolean
}

/** A reply read as far as it can be without knowing which message it answers. */
export type ReadReply = {
  replyId: string
  /** BioT's, kept with the call. */
  traceId: string | null
  organizationId: string
  organization: MatchFacts["organization"]
  /** Null for JSON that is no readable call. */
  call: (PluginCall & { personKind: PersonKind }) | null
  /** When it was sent, as far as BioT's time can be believed; else when it came. */
  at: Instant
  skewed: boolean
  fromPhone: string | null
  words: Classification
  /** Null for an unknown patient and for other kinds of people. */
  patient: LockedPatient | null
  now: Instant
}

/** Locks the replies' rows and reads what is known of their numbers. Throws `not_found`. */
export async function lockReplies(
  tx: Transaction,
  replyIds: readonly string[],
): Promise<LockedReply[]> {
  const { rows } = await tx.execute<Omit<LockedReply, "receivedAt"> & { receivedAt: string }>(
    sql`/* prepared: lock_replies */ select r.id, r.state, r.reason, r.payload, r.body, r.from_phone as "fromPhone",
               r.received_at::text as "receivedAt", r.trace_id as "traceId",
               coalesce((select is_opted_out from opt_outs where phone = r.from_phone), false)
                 as "isOptedOut",
               coalesce((select is_active from organizations where id = r.organization_id), false)
                 as "isOrganizationActive"
          from replies r where r.id = any(${sql.param([...replyIds])}::uuid[])
         order by r.id for update of r`,
  )
  if (rows.length < replyIds.length) {
    throw new AppError("not_found", "This reply does not exist here.")
  }
  return rows.map((row) => ({ ...row, receivedAt: parseInstant(row.receivedAt) }))
}

/** Reads locked replies' payloads and words, and locks their patients. */
export async function readReplies(
  tx: Transaction,
  rows: readonly LockedReply[],
  organizationId: string,
  now: Instant,
): Promise<ReadReply[]> {
  const calls = rows.map((row) => ({ row, call: callOf(row.payload) }))
  const patients = await lockPatients(
    tx,
    calls.flatMap(({ call }) => patientIdOf(call) ?? []),
  )
  return calls.map(({ row, call }) => {
    const time = eventTime(call?.startTime, row.receivedAt)
    const patient = patients.get(patientIdOf(call) ?? "") ?? null
    return {
      replyId: row.id,
      traceId: row.traceId,
      organizationId,
      organization: organizationOf(row, call, organizationId),
      call,
      at: time.at,
      skewed: time.skewed,
      fromPhone: row.fromPhone,
      words: classify(row.body ?? "", patient?.locale ?? call?.locale ?? null, row.isOptedOut),
      patient,
      now,
    }
  })
}

function patientIdOf(call: ReadReply["call"]): string | null {
  return call?.personKind === "patient" ? call.senderId : null
}

function callOf(payload: unknown): ReadReply["call"] {
  const parsed = parseEnvelope(payload)
  if (!parsed.ok) return null
  const personKind = PERSON_KINDS.find((kind) => kind === parsed.call.entityTypeName)
  return personKind ? { ...parsed.call, personKind } : null
}

function organizationOf(
  row: LockedReply,
  call: ReadReply["call"],
  organizationId: string,
): MatchFacts["organization"] {
  // It lies here because this organization is the only one, but it named another.
  if (call?.organizationId && call.organizationId !== organizationId) return "unknown"
  return row.isOrganizationActive ? "active" : "inactive"
}

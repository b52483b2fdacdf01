import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { parseInstant } from "@/db/columns"
import {
  type Intent,
  PERSON_KINDS,
  type PersonKind,
  type ReplyReason,
  type ReplyState,
} from "@/db/enums"
import { type PluginCall, parseEnvelope } from "@/lib/biot/envelope"
import { AppError } from "@/lib/errors"
import { type LockedPatient, lockPatients } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import { type Classification, classify } from "./classify"
import { eventTime } from "./event-time"
import type { MatchFacts } from "./match"
import { replyLanguagesOf } from "./reply-languages"

/** A reply's row, held until the transaction ends. */
export type LockedReply = {
  id: string
  state: ReplyState
  reason: ReplyReason | null
  /** Null for JSON that is no readable call. */
  call: PluginCall | null
  body: string | null
  fromPhone: string | null
  receivedAt: Instant
  traceId: string | null
  /** What it was matched to when it was read before; null at the first reading. */
  messageId: string | null
  /** What it was taken to mean when it was read before; null at the first reading. */
  earlierIntent: Intent | null
  attempts: number
  /** Whether the number had opted out when this was sent. */
  isOptedOut: boolean
  isOrganizationActive: boolean
  /** As the organization's settings hold it; see `replyLanguagesOf`. */
  replyLanguages: unknown
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
  /** What it was matched to when it was read before; null at the first reading. */
  earlierMessageId: string | null
  /** What it was taken to mean then. */
  earlierIntent: Intent | null
  isReadAgain: boolean
  /** When it was sent, as far as BioT's time can be believed; else when it came. */
  at: Instant
  skewed: boolean
  fromPhone: string | null
  words: Classification
  /** Null for an unknown patient and for other kinds of people. */
  patient: LockedPatient | null
  now: Instant
}

/** By the last word on consent of the number that was sent before the reply `r`, whenever it came. */
const optedOutByWords = sql`(
  select e.intent = 'opt_out' from replies e
   where e.from_phone = r.from_phone and e.id <> r.id and e.event_at <= r.event_at
     and e.intent in ('opt_out', 'opt_in') and e.state not in ('received', 'failed', 'quarantined')
   order by e.event_at desc, e.received_at desc limit 1)`

/** Stored calls by their replies, as `readCall` read them; null: no readable call. */
export type KnownCalls = ReadonlyMap<string, PluginCall | null>

type LockedRow = Omit<LockedReply, "receivedAt" | "call"> & { receivedAt: string; payload: unknown }

/**
 * Locks the replies' rows and reads what is known of their numbers, and of those that are not among
 * `known` the stored calls. Throws `not_found`.
 */
export async function lockReplies(
  tx: Transaction,
  replyIds: readonly string[],
  known: KnownCalls = new Map(),
): Promise<LockedReply[]> {
  const { rows } = await tx.execute<LockedRow>(
    sql`/* prepared: lock_replies */ select r.id, r.state, r.reason, r.body,
               case when r.id <> all(${sql.param([...known.keys()])}::uuid[]) then r.payload end
                 as payload, r.from_phone as "fromPhone",
               r.received_at::text as "receivedAt", r.trace_id as "traceId",
               r.message_id as "messageId", r.intent as "earlierIntent", r.attempts,
               coalesce((select case when o.changed_at <= r.event_at
                                      and o.reply_id is distinct from r.id then o.is_opted_out
                                     else ${optedOutByWords} end
                           from opt_outs o where o.phone = r.from_phone), false) as "isOptedOut",
               coalesce((select is_active from organizations where id = r.organization_id), false)
                 as "isOrganizationActive",
               (select settings -> 'replyLanguages' from organizations where id = r.organization_id)
                 as "replyLanguages"
          from replies r where r.id = any(${sql.param([...replyIds])}::uuid[])
         order by r.id for update of r`,
  )
  if (rows.length < replyIds.length) {
    throw new AppError("not_found", "This reply does not exist here.")
  }
  return rows.map(({ payload, ...row }) => {
    const call = known.get(row.id)
    const receivedAt = parseInstant(row.receivedAt)
    return { ...row, receivedAt, call: call === undefined ? storedCall(payload) : call }
  })
}

/** Reads locked replies' payloads and words, and locks their patients. */
export async function readReplies(
  tx: Transaction,
  rows: readonly LockedReply[],
  organizationId: string,
  now: Instant,
): Promise<ReadReply[]> {
  const calls = rows.map((row) => ({ row, call: callOf(row.call) }))
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
      earlierMessageId: row.messageId,
      earlierIntent: row.earlierIntent,
      isReadAgain: row.attempts > 0,
      fromPhone: row.fromPhone,
      words: classify(
        row.body ?? "",
        patient?.locale ?? call?.locale ?? null,
        row.isOptedOut,
        replyLanguagesOf(row.replyLanguages),
      ),
      patient,
      now,
    }
  })
}

function patientIdOf(call: ReadReply["call"]): string | null {
  return call?.personKind === "patient" ? call.senderId : null
}

function storedCall(payload: unknown): PluginCall | null {
  const parsed = parseEnvelope(payload)
  return parsed.ok ? parsed.call : null
}

function callOf(call: PluginCall | null): ReadReply["call"] {
  const personKind = PERSON_KINDS.find((kind) => kind === call?.entityTypeName)
  return call && personKind ? { ...call, personKind } : null
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

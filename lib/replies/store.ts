import "server-only"
import { sql } from "drizzle-orm"
import { z } from "zod"
import { database } from "@/db/client"
import type { ReplyState } from "@/db/enums"
import type { ReadCall } from "@/lib/biot/envelope"
import { gathered } from "@/lib/gather"
import { newId } from "@/lib/id"
import { publish } from "@/lib/live/publish"
import type { Instant } from "@/lib/time"
import { eventTime } from "./event-time"

export type StoredCall = {
  replyId: string
  /** Null when the call cannot be attributed; such a row is seen by no organization. */
  organizationId: string | null
  state: ReplyState
  /** False: the same call was delivered before, and only its count was raised. */
  isNew: boolean
}

/**
 * Stores an authenticated call without its token, durably and before anything is decided about it.
 * It belongs to the organization it names if we know that one, else to the only active one. JSON that
 * is no readable call is stored all the same. Throws what Postgres throws.
 */
export function storeCall(read: ReadCall, receivedAt: Instant): Promise<StoredCall> {
  return storeGathered(rowOf(read, receivedAt))
}

const storeGathered = gathered(storeCalls, {
  most: 32,
  lanes: 1,
  together: () => "",
  apart: (row) => [row.dedupe_key],
})

/** Not in a unit of work: the function is one transaction and runs as the system role by itself. */
async function storeCalls(calls: readonly CallRow[]): Promise<StoredCall[]> {
  const { rows } = await database().execute<StoredCall & { dedupeKey: string }>(sql`
    /* prepared: store_calls */ select reply_id as "replyId", dedupe_key as "dedupeKey",
           organization_id as "organizationId", state, is_new as "isNew"
      from store_calls(${JSON.stringify(calls)}::jsonb)`)
  const byKey = new Map(rows.map((row) => [row.dedupeKey, row]))
  const stored = calls.flatMap(({ dedupe_key }) => byKey.get(dedupe_key) ?? [])
  publish(
    stored.flatMap(({ isNew, organizationId, state }) =>
      isNew && organizationId !== null && state !== "received"
        ? [{ organizationId, topic: "review", patientId: null } as const]
        : [],
    ),
  )
  return stored
}

/** The column is indexed, and an index of Postgres takes no more than 2,704 bytes. */
const MAX_PHONE_LENGTH = 64

type CallRow = ReturnType<typeof rowOf>

/** A row as the function `store_calls` takes it. */
function rowOf({ storable, parsed, dedupeKey }: ReadCall, receivedAt: Instant) {
  const iso = (at: Instant) => new Date(at).toISOString()
  const call = parsed.ok ? parsed.call : null
  return {
    id: newId(),
    dedupe_key: dedupeKey,
    payload: storable,
    received_at: iso(receivedAt),
    trace_id: call?.traceId ?? null,
    event_at: iso(eventTime(call?.startTime, receivedAt).at),
    sender_kind: call?.entityTypeName ?? null,
    sender_id: call?.senderId ?? null,
    from_phone: call?.originationNumber?.slice(0, MAX_PHONE_LENGTH) ?? null,
    to_phone: call?.destinationNumber ?? null,
    body: call ? call.messageBody : looseText(storable, BODY),
    inbound_message_id: call?.inboundMessageId ?? null,
    previous_message_id: call?.previousMessageId ?? null,
    organization_id: call
      ? call.organizationId
      : (z.guid().safeParse(looseText(storable, OWNER)).data ?? null),
    is_readable: call !== null,
  }
}

const BODY = ["data", "additionalData", "metadata", "messageBody"]
const OWNER = ["data", "entity", "_ownerOrganization", "id"]

/**
 * What a call that does not fit the schema says and whose it is: a cry for help in it is still
 * seen, and it still belongs to somebody who is to see it.
 */
function looseText(storable: unknown, path: readonly string[]): string | null {
  let node: unknown = storable
  for (const name of path) {
    if (typeof node !== "object" || node === null || !(name in node)) return null
    node = (node as Record<string, unknown>)[name]
  }
  return typeof node === "string" ? node : null
}

import "server-only"
import { sql } from "drizzle-orm"
import { z } from "zod"
import { database } from "@/db/client"
import type { ReplyState } from "@/db/enums"
import { dedupeKey, type PluginCall } from "@/lib/biot/envelope"
import { withoutToken } from "@/lib/biot/storable"
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
 * It belongs to the organization it names if we know that one, else to the only active one. `call`
 * is null for JSON that is no readable call; it is stored all the same. Throws what Postgres throws.
 */
export async function storeCall(
  payload: unknown,
  call: PluginCall | null,
  receivedAt: Instant,
): Promise<StoredCall> {
  const { rows } = await database().execute<StoredCall>(statement(payload, call, receivedAt))
  const [stored] = rows
  if (!stored) throw new Error("An insert that always returns its row returned none.")
  if (stored.isNew && stored.organizationId !== null && stored.state !== "received") {
    publish([{ organizationId: stored.organizationId, topic: "review", patientId: null }])
  }
  return stored
}

/** The column is indexed, and an index of Postgres takes no more than 2,704 bytes. */
const MAX_PHONE_LENGTH = 64

/** Not in a unit of work: the function is one transaction and runs as the system role by itself. */
function statement(payload: unknown, call: PluginCall | null, receivedAt: Instant) {
  const iso = (at: Instant) => new Date(at).toISOString()
  return sql`/* prepared: store_call */
    select reply_id as "replyId", organization_id as "organizationId", state, is_new as "isNew"
      from store_call(
        ${newId()}, ${dedupeKey(payload)}, ${JSON.stringify(withoutToken(payload) ?? null)}::jsonb,
        ${iso(receivedAt)}, ${call?.traceId ?? null},
        ${iso(eventTime(call?.startTime, receivedAt).at)}, ${call?.entityTypeName ?? null},
        ${call?.senderId ?? null}, ${call?.originationNumber?.slice(0, MAX_PHONE_LENGTH) ?? null},
        ${call?.destinationNumber ?? null}, ${call ? call.messageBody : looseText(payload, BODY)},
        ${call?.inboundMessageId ?? null}, ${call?.previousMessageId ?? null},
        ${organizationNamed(payload, call)}, ${call !== null})`
}

const BODY = ["data", "additionalData", "metadata", "messageBody"]
const OWNER = ["data", "entity", "_ownerOrganization", "id"]

/** One that does not fit the schema still belongs to somebody, who is to see it. */
function organizationNamed(payload: unknown, call: PluginCall | null): string | null {
  if (call) return call.organizationId
  return z.guid().safeParse(looseText(payload, OWNER)).data ?? null
}

/** A text of a call that does not fit the schema, so that a cry for help in it is still seen. */
function looseText(payload: unknown, path: readonly string[]): string | null {
  let node: unknown = withoutToken(payload)
  for (const name of path) {
    if (typeof node !== "object" || node === null || !(name in node)) return null
    node = (node as Record<string, unknown>)[name]
  }
  return typeof node === "string" ? node : null
}

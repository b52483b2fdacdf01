import "server-only"
import { sql } from "drizzle-orm"
import { z } from "zod"
import type { ReplyState } from "@/db/enums"
import { asSystem } from "@/lib/auth/unit-of-work"
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
  const stored = await asSystem(async (tx) => {
    const { rows } = await tx.execute<StoredCall>(insertion(payload, call, receivedAt))
    return rows[0]
  })
  if (!stored) throw new Error("An insert that always returns its row returned none.")
  if (stored.isNew && stored.organizationId !== null && stored.state !== "received") {
    publish([{ organizationId: stored.organizationId, topic: "review", patientId: null }])
  }
  return stored
}

/** The column is indexed, and an index of Postgres takes no more than 2,704 bytes. */
const MAX_PHONE_LENGTH = 64

function insertion(payload: unknown, call: PluginCall | null, receivedAt: Instant) {
  const iso = (at: Instant) => new Date(at).toISOString()
  const eventAt = iso(eventTime(call?.startTime, receivedAt).at)
  const unattributed = call ? "quarantined" : "failed"
  const reason = call ? "unknown_organization" : "bad_shape"
  return sql`
    /* prepared: store_call */ insert into replies (organization_id, id, dedupe_key, payload, received_at, trace_id, state,
      reason, event_at, sender_kind, sender_id, from_phone, to_phone, body, inbound_message_id,
      previous_message_id)
    select home.id, ${newId()}, ${dedupeKey(payload)},
           ${JSON.stringify(withoutToken(payload) ?? null)}::jsonb, ${iso(receivedAt)},
           ${call?.traceId ?? null},
           case when home.id is null then ${unattributed}::text else 'received' end,
           case when home.id is null then ${reason}::text end,
           ${eventAt}::timestamptz, ${call?.entityTypeName ?? null}, ${call?.senderId ?? null},
           ${call?.originationNumber?.slice(0, MAX_PHONE_LENGTH) ?? null}, ${call?.destinationNumber ?? null},
           ${call ? call.messageBody : looseText(payload, BODY)}, ${call?.inboundMessageId ?? null},
           ${call?.previousMessageId ?? null}
      from (select coalesce(
        (select id from organizations where id = ${organizationNamed(payload, call)}::uuid),
        (select case when count(*) = 1 then (array_agg(id))[1] end
           from organizations where is_active)) as id) home
        on conflict (dedupe_key) do update set delivery_count = replies.delivery_count + 1
    returning id as "replyId", organization_id as "organizationId", state,
              (xmax = 0) as "isNew"`
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

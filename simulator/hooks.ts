import { randomBytes, randomInt, randomUUID } from "node:crypto"
import { MINUTE_MS, SECOND_MS } from "./clock"
import type { Entity, EntityKind } from "./entities"
import { CALL_FAULTS, takeFaults } from "./faults"
import { readSettings } from "./settings"
import { signToken } from "./tokens"
import { SERVICE_USER_ID, type World } from "./world"

const TOKEN_MS = 30 * MINUTE_MS

export type PluginEvent = {
  kind: EntityKind
  actionName: string
  entity: Entity
  /** The phone that texted; empty for what did not come from a phone. */
  number: string
  additionalData?: object
}

/** `answers` holds one HTTP status per call made at once, 0 for no answer at all. */
export type CallResult = { subscribed: number; answers: number[]; delayedMs: number }

export function serviceClaims(now: number, lifetimeMs = TOKEN_MS) {
  return {
    serviceUserId: SERVICE_USER_ID,
    scopes: ["ACTION_NOTIFICATION"],
    tokenType: "SERVICE_INTERNAL",
    jti: randomUUID(),
    exp: Math.floor((now + lifetimeMs) / SECOND_MS),
  }
}

function withNanoseconds(instant: number): string {
  const digits = String(randomInt(0, 1_000_000)).padStart(6, "0")
  return new Date(instant).toISOString().replace("Z", `${digits}Z`)
}

const PHI = ["_name", "_email", "_phone", "_dateOfBirth", "_nationalId", "_address", "_gender"]

/** What a caller without the right to personal data gets to see. */
function withoutPhi(entity: Entity): Entity {
  const hidden = Object.fromEntries([...PHI, "_username", "_caption"].map((key) => [key, null]))
  return { ...entity, ...hidden }
}

function envelope(world: World, event: PluginEvent, skewMs: number, traceparent: string) {
  const start = Date.now() + skewMs
  return {
    metadata: {
      entityTypeName: event.kind,
      actionName: event.actionName,
      status: "SUCCESS",
      startTime: withNanoseconds(start),
      endTime: withNanoseconds(start + 1),
      traceId: traceparent,
      initiator: { subject: { id: event.number || SERVICE_USER_ID }, sourceIpAddress: null },
    },
    data: { entity: event.entity, additionalData: event.additionalData ?? null },
    jwt: signToken(serviceClaims(Date.now()), world.keys.current),
  }
}

async function post(url: string, body: string, traceparent: string, timeoutMs: number) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", hooktype: "NOTIFICATION", traceparent },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return 0
  }
}

/** Calls every plugin subscribed to the event once, whatever it answers, as BioT does. */
export async function callSubscribers(world: World, event: PluginEvent): Promise<CallResult> {
  const { rows } = await world.pool.query<{ endpoint: string }>(
    "SELECT endpoint FROM subscriptions WHERE entity_type_name = $1 AND action_name = $2 ORDER BY seq",
    [event.kind, event.actionName],
  )
  if (rows.length === 0) return { subscribed: 0, answers: [], delayedMs: 0 }
  const faults = await takeFaults(world.pool, CALL_FAULTS, event.number)
  const trace = randomBytes(16).toString("hex")
  const traceparent = `00-${trace}-${trace.slice(8, 24)}-00`
  const seen = faults.has("strippedPhi") ? withoutPhi(event.entity) : event.entity
  const skewMs = faults.get("skew")?.ms ?? 0
  const payload = envelope(world, { ...event, entity: seen }, skewMs, traceparent)
  const body = JSON.stringify(payload)
  const { hookTimeoutMs } = await readSettings(world.pool)
  const copies = faults.get("duplicates")?.copies ?? (faults.has("duplicates") ? 2 : 1)
  const callAll = () => {
    const urls = rows.flatMap(({ endpoint }) => Array<string>(copies).fill(endpoint))
    return Promise.all(urls.map((url) => post(url, body, traceparent, hookTimeoutMs)))
  }
  const delayedMs = Math.max(0, faults.get("delay")?.ms ?? 0)
  if (delayedMs === 0) return { subscribed: rows.length, answers: await callAll(), delayedMs }
  const timer = setTimeout(() => {
    world.pending.delete(timer)
    void callAll()
  }, delayedMs)
  world.pending.add(timer)
  return { subscribed: rows.length, answers: [], delayedMs }
}

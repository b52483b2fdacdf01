import { randomBytes, randomInt, randomUUID } from "node:crypto"
import { SECOND_MS } from "./clock"
import type { Entity, EntityKind } from "./entities"
import type { Faults } from "./faults"
import { signToken } from "./tokens"
import { SERVICE_USER_ID, type World } from "./world"

export type SmsMetadata = {
  originationNumber: string | null
  destinationNumber: string | null
  messageBody: string | null
  inboundMessageId: string | null
  previousPublishedMessageId: string | null
}

export type PluginEvent = {
  kind: EntityKind
  actionName: string
  entity: Entity
  /** The phone that texted; empty for what did not come from a phone. */
  number: string
  additionalData?: { metadata: SmsMetadata }
}

export function serviceClaims(now: number, lifetimeMs: number) {
  return {
    serviceUserId: SERVICE_USER_ID,
    scopes: ["ACTION_NOTIFICATION"],
    tokenType: "SERVICE_INTERNAL",
    jti: randomUUID(),
    exp: Math.floor((now + lifetimeMs) / SECOND_MS),
  }
}

const PHI = ["_name", "_email", "_phone", "_dateOfBirth", "_nationalId", "_address", "_gender"]
const ALWAYS_THERE = new Set(["_id", "_ownerOrganization", "_phone"])

const EXTRA = {
  risk_score: 7.5,
  enrolled: true,
  tags: ["a", "b"],
  care_plan: { name: "Plan", steps: [{ n: 1 }] },
  next_visit: null,
}
const REFERENCERS = {
  "My Device": {
    name: "My Device",
    displayName: "My Device",
    count: 1,
    attributeId: "5ca2ee0a-5153-4364-8f09-42bca2a2949f",
    templateId: "0acb3d5b-c70b-4101-b8f7-be17c452fbc5",
    referrer: { id: "demo-device", name: "demo-device", parentEntityId: null },
  },
}

function shapeEntity(entity: Entity, faults: Faults): Entity {
  let shaped = { ...entity }
  const each = (change: (name: string) => Entity) =>
    Object.assign({}, ...Object.keys(shaped).map((name) => change(name)))
  const form = faults.get("attributes")?.value
  if (form === "null") {
    shaped = each((name) => ({ [name]: ALWAYS_THERE.has(name) ? shaped[name] : null }))
  }
  if (form === "absent") {
    shaped = each((name) => (ALWAYS_THERE.has(name) ? { [name]: shaped[name] } : {}))
  }
  if (form === "extra") Object.assign(shaped, EXTRA)
  if (form === "referencers") shaped._referencers = REFERENCERS
  // What a caller without the right to personal data gets to see.
  if (faults.has("strippedPhi"))
    for (const name of [...PHI, "_username", "_caption"]) shaped[name] = null
  const locale = faults.get("locale")
  if (locale) shaped._locale = locale.value
  return shaped
}

function shapeSms(sms: SmsMetadata, faults: Faults): SmsMetadata {
  return {
    ...sms,
    ...(faults.has("noIds") ? { inboundMessageId: null, previousPublishedMessageId: null } : {}),
    ...(faults.has("noNumbers") ? { originationNumber: null, destinationNumber: null } : {}),
  }
}

function timeOf(instant: number, form: string | null | undefined): string | undefined {
  const iso = new Date(instant).toISOString()
  if (form === "absent") return undefined
  if (form === "milliseconds") return iso
  if (form === "seconds") return iso.replace(/\.\d+Z$/, "Z")
  return iso.replace("Z", `${String(randomInt(0, 1_000_000)).padStart(6, "0")}Z`)
}

/** The call that tells a plugin of an event: its body and its trace, in the form asked for. */
export function payloadOf(world: World, event: PluginEvent, faults: Faults) {
  const trace = randomBytes(16).toString("hex")
  const traceparent = `00-${trace}-${trace.slice(8, 24)}-00`
  const traceForm = faults.get("traceId")?.value
  const start = Date.now() + (faults.get("skew")?.ms ?? 0)
  const timeForm = faults.get("startTime")?.value
  const sms = event.additionalData?.metadata
  const subject = { id: event.number || SERVICE_USER_ID }
  const lifetimeMs = world.settings.pluginTokenSeconds * SECOND_MS
  const body = {
    metadata: {
      entityTypeName: event.kind,
      actionName: event.actionName,
      status: "SUCCESS",
      startTime: timeOf(start, timeForm),
      endTime: timeOf(start + 1, timeForm),
      traceId: traceForm === "absent" ? undefined : traceForm === "hex" ? trace : traceparent,
      initiator: { subject, sourceIpAddress: faults.get("sourceIp")?.value ?? null },
    },
    data: {
      entity: shapeEntity(event.entity, faults),
      additionalData: sms ? { metadata: shapeSms(sms, faults) } : null,
    },
    jwt: signToken(serviceClaims(Date.now(), lifetimeMs), world.keys.current),
  }
  return { text: JSON.stringify(body), traceparent: traceForm === "absent" ? null : traceparent }
}

import { createHash } from "node:crypto"
import { z } from "zod"
import { biotId, normaliseLocale, optionalText, ownerOrganization } from "./fields"
import { canonicalJson, withoutToken } from "./storable"
import { normaliseTraceId } from "./trace"

export const INCOMING_SMS = "_incomingSms"

/**
 * A plugin call in our words. Ids that are not BioT's UUIDs are null here and stay in the payload.
 * Phones, `messageBody` and both message ids are as BioT gave them; `startTime` too (ISO 8601).
 */
export type PluginCall = {
  entityTypeName: string
  actionName: string
  /** Null when BioT left it out. */
  status: string | null
  startTime: string | null
  /** 32 hex digits. */
  traceId: string | null
  hasEntity: boolean
  senderId: string | null
  organizationId: string | null
  /** The sender's phone: `originationNumber`, else `initiator.subject.id`. */
  originationNumber: string | null
  destinationNumber: string | null
  messageBody: string | null
  inboundMessageId: string | null
  previousMessageId: string | null
  entityPhone: string | null
  /** BCP 47. */
  locale: string | null
}

export type ParsedEnvelope =
  | { ok: true; call: PluginCall }
  /** The paths at fault, never what stood there. */
  | { ok: false; issues: string[] }

// What decides is null, absent or of its type; anything else BioT may send as it likes.
const decisive = z.string().nullish()

const metadataSchema = z.object({
  entityTypeName: z.string().min(1),
  actionName: z.string().min(1),
  status: decisive,
  startTime: decisive,
  traceId: optionalText,
  initiator: z
    .object({ subject: z.object({ id: optionalText }).nullish().catch(null) })
    .nullish()
    .catch(null),
})

const entitySchema = z.object({
  _id: decisive,
  _phone: optionalText,
  _locale: optionalText,
  _ownerOrganization: ownerOrganization,
})

const smsSchema = z.object({
  originationNumber: decisive,
  destinationNumber: decisive,
  messageBody: decisive,
  inboundMessageId: decisive,
  previousPublishedMessageId: decisive,
})

const dataSchema = z.object({
  entity: entitySchema.nullish(),
  additionalData: z.object({ metadata: smsSchema.nullish() }).nullish(),
})

const headSchema = z.object({ metadata: metadataSchema })
const incomingSchema = z.object({ metadata: metadataSchema, data: dataSchema.nullish() })
// The other actions are only acknowledged, so that whatever their data holds is no fault.
const otherSchema = z.object({ metadata: metadataSchema, data: dataSchema.nullish().catch(null) })

/** Reads a plugin call's JSON, tolerant of unknown, absent and null fields. Never throws. */
export function parseEnvelope(json: unknown): ParsedEnvelope {
  const head = headSchema.safeParse(json)
  if (!head.success) return { ok: false, issues: pathsOf(head.error) }
  const isIncoming = head.data.metadata.actionName === INCOMING_SMS
  const parsed = (isIncoming ? incomingSchema : otherSchema).safeParse(json)
  if (!parsed.success) return { ok: false, issues: pathsOf(parsed.error) }
  return { ok: true, call: callOf(parsed.data) }
}

function callOf({ metadata, data }: z.infer<typeof incomingSchema>): PluginCall {
  const entity = data?.entity
  const sms = data?.additionalData?.metadata
  const owner = entity?._ownerOrganization
  return {
    entityTypeName: storableText(metadata.entityTypeName),
    actionName: storableText(metadata.actionName),
    status: orNull(metadata.status),
    startTime: orNull(metadata.startTime),
    traceId: normaliseTraceId(metadata.traceId),
    hasEntity: entity !== null && entity !== undefined,
    senderId: idOrNull(entity?._id),
    organizationId: idOrNull(owner?.id ?? owner?.organizationId),
    originationNumber: orNull(sms?.originationNumber || metadata.initiator?.subject?.id),
    destinationNumber: orNull(sms?.destinationNumber),
    messageBody: sms?.messageBody === "" ? "" : orNull(sms?.messageBody),
    inboundMessageId: orNull(sms?.inboundMessageId),
    previousMessageId: orNull(sms?.previousPublishedMessageId),
    entityPhone: orNull(entity?._phone),
    locale: normaliseLocale(entity?._locale ?? null),
  }
}

export type ReadCall = {
  /** The call as it may be stored; see `withoutToken`. */
  storable: unknown
  parsed: ParsedEnvelope
  /** See `dedupeKey`. */
  dedupeKey: string
}

/** All that is to be known of a call's JSON, as it will be read from what is stored of it. */
export function readCall(payload: unknown): ReadCall {
  const storable = withoutToken(payload) ?? null
  const incoming = incomingSchema.safeParse(storable)
  const isIncoming = incoming.success && incoming.data.metadata.actionName === INCOMING_SMS
  return {
    storable,
    parsed: isIncoming ? { ok: true, call: callOf(incoming.data) } : parseEnvelope(storable),
    dedupeKey: keyOf(storable, incoming.success ? incoming.data : null),
  }
}

/**
 * What makes two deliveries the same call, as hex SHA-256. One that is no plugin call counts by all
 * that it holds but its token: by the listed fields alone, two different ones would look the same.
 */
export function dedupeKey(payload: unknown): string {
  const stored = withoutToken(payload)
  return keyOf(stored, incomingSchema.safeParse(stored).data ?? null)
}

function keyOf(stored: unknown, incoming: z.infer<typeof incomingSchema> | null): string {
  return createHash("sha256")
    .update(canonicalJson(incoming ? identityOf(incoming) : ["unreadable", stored]))
    .digest("hex")
}

function identityOf({ metadata, data }: z.infer<typeof incomingSchema>): unknown[] {
  const sms = data?.additionalData?.metadata
  return [
    metadata.entityTypeName,
    metadata.actionName,
    data?.entity?._id ?? null,
    sms?.originationNumber ?? null,
    sms?.destinationNumber ?? null,
    sms?.messageBody ?? null,
    sms?.inboundMessageId ?? null,
    sms?.previousPublishedMessageId ?? null,
    metadata.startTime ?? null,
    metadata.traceId,
  ]
}

function pathsOf(error: z.ZodError): string[] {
  return [...new Set(error.issues.map((issue) => issue.path.join(".") || "(whole)"))]
}

function idOrNull(id: string | null | undefined): string | null {
  return biotId.safeParse(id).data ?? null
}

function orNull(text: string | null | undefined): string | null {
  return text ? storableText(text) : null
}

function storableText(text: string): string {
  return String(withoutToken(text))
}

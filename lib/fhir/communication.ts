import type { MessageKind, MessageState } from "@/db/enums"
import { sendReason } from "@/lib/messages/words"
import type { Instant } from "@/lib/time"
import {
  type CodeableConcept,
  fhirText,
  instantText,
  type Meta,
  organizationReference,
  patientReference,
  type Reference,
  staffReference,
} from "./r4"

export type MessageFacts = {
  source: "message"
  id: string
  organizationId: string
  patientId: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  body: string
  createdAt: Instant
  sentAt: Instant | null
  requestedBy: string | null
  doseIds: readonly string[]
}

export type ReplyFacts = {
  source: "reply"
  id: string
  organizationId: string
  patientId: string
  senderKind: string | null
  senderId: string | null
  body: string | null
  eventAt: Instant | null
  receivedAt: Instant
  messageId: string | null
}

export type CommunicationStatus =
  | "preparation"
  | "in-progress"
  | "not-done"
  | "completed"
  | "unknown"

/** Sent means that BioT took it; no carrier tells whether it arrived. */
export const MESSAGE_STATUS: Record<MessageState, CommunicationStatus> = {
  queued: "preparation",
  sending: "in-progress",
  sent: "completed",
  failed: "not-done",
  unknown: "unknown",
  expired: "not-done",
  cancelled: "not-done",
}

export type FhirCommunication = {
  resourceType: "Communication"
  id: string
  meta: Meta
  inResponseTo?: Reference[]
  status: CommunicationStatus
  statusReason?: CodeableConcept
  category?: CodeableConcept[]
  medium: CodeableConcept[]
  subject: Reference
  about?: Reference[]
  sent?: string
  received?: string
  recipient: Reference[]
  sender?: Reference
  payload?: { contentString: string }[]
}

export const messageCommunicationId = (id: string) => `message-${id}`
export const replyCommunicationId = (id: string) => `reply-${id}`

const SMS: CodeableConcept[] = [
  {
    coding: [
      {
        system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode",
        code: "SMSWRIT",
        display: "SMS message",
      },
    ],
  },
]

const CATEGORY: Record<MessageKind, string> = {
  reminder: "reminder",
  nudge: "reminder",
  manual: "notification",
  safety: "instruction",
}

/** A text to or from a patient. `readsTexts`: whether its words may be in it. */
export function fhirCommunication(
  of: MessageFacts | ReplyFacts,
  { readsTexts }: { readsTexts: boolean },
): FhirCommunication {
  const words = readsTexts ? fhirText(of.body) : null
  const payload = words === null ? {} : { payload: [{ contentString: words }] }
  return { ...(of.source === "message" ? messageOf(of) : replyOf(of)), ...payload }
}

function messageOf(of: MessageFacts): FhirCommunication {
  const status = MESSAGE_STATUS[of.state]
  const why = status === "completed" ? "" : sendReason(of.reason)
  const system = "http://terminology.hl7.org/CodeSystem/communication-category"
  return {
    resourceType: "Communication",
    id: messageCommunicationId(of.id),
    meta: { lastUpdated: instantText(of.sentAt ?? of.createdAt) },
    status,
    ...(why ? { statusReason: { text: why } } : {}),
    category: [{ coding: [{ system, code: CATEGORY[of.kind] }] }],
    medium: SMS,
    subject: patientReference(of.patientId),
    ...(of.doseIds.length > 0
      ? { about: of.doseIds.map((id) => ({ reference: `MedicationStatement/${id}` })) }
      : {}),
    ...(of.sentAt === null ? {} : { sent: instantText(of.sentAt) }),
    recipient: [patientReference(of.patientId)],
    sender: of.requestedBy
      ? staffReference(of.requestedBy)
      : organizationReference(of.organizationId),
  }
}

function replyOf(of: ReplyFacts): FhirCommunication {
  const sender = senderOf(of)
  return {
    resourceType: "Communication",
    id: replyCommunicationId(of.id),
    meta: { lastUpdated: instantText(of.receivedAt) },
    ...(of.messageId
      ? { inResponseTo: [{ reference: `Communication/${messageCommunicationId(of.messageId)}` }] }
      : {}),
    status: "completed",
    medium: SMS,
    subject: patientReference(of.patientId),
    ...(of.eventAt === null ? {} : { sent: instantText(of.eventAt) }),
    received: instantText(of.receivedAt),
    recipient: [organizationReference(of.organizationId)],
    ...(sender ? { sender } : {}),
  }
}

function senderOf(of: ReplyFacts): Reference | null {
  if (of.senderKind === null || of.senderKind === "patient") return patientReference(of.patientId)
  return of.senderId ? staffReference(of.senderId) : null
}

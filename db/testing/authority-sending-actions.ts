import { randomUUID } from "node:crypto"
import { WARNINGS } from "@/lib/messages/gate"
import { type ActionExpectation, REASON, SENDERS } from "./authority-expectations"

const TEXT = "Reply 1 when you have taken it, 2 if not."
const NEW_TEXT = { purpose: "reminder", language: "en", body: TEXT, isDefault: true }
const reminder = (patientId: string, doseIds: string[], template?: object) => ({
  patientId,
  doseIds,
  ...(template ? { template } : {}),
  body: TEXT,
  idempotencyKey: randomUUID(),
  sendAnyway: true,
})
const textTo = (...patientIds: string[]) => ({
  choice: { kind: "listed", patientIds },
  about: "nothing",
  body: "Please call us.",
})
const sent = () => ({ idempotencyKey: randomUUID(), seenGoing: 2, accepts: WARNINGS })

/** What staff send, and with which texts. */
export const SENDING_ACTIONS: Record<string, ActionExpectation> = {
  "lib/batches/actions.ts checkMany": {
    roles: SENDERS,
    input: ({ patient: { id } }) => textTo(id),
    foreign: (theirs, ours) => [
      textTo(theirs.patient.id),
      textTo(ours.patient.id, theirs.patient.id),
    ],
  },
  "lib/batches/actions.ts sendMany": {
    roles: SENDERS,
    input: ({ patient: { id } }) => ({ ...textTo(id), ...sent() }),
    foreign: (theirs, ours) => [
      { ...textTo(theirs.patient.id), ...sent() },
      { ...textTo(ours.patient.id, theirs.patient.id), ...sent() },
      { ...textTo(ours.patient.id), ...sent(), template: { id: theirs.batchId, version: 1 } },
    ],
  },
  "lib/batches/actions.ts stopMany": {
    roles: SENDERS,
    input: ({ batchId }) => ({ batchId }),
    foreign: ({ batchId }) => [{ batchId }],
  },
  "lib/messages/actions.ts sendAgain": {
    roles: SENDERS,
    input: ({ failedMessage: { id } }) => ({ messageId: id, idempotencyKey: randomUUID() }),
    foreign: ({ failedMessage: { id } }) => [{ messageId: id, idempotencyKey: randomUUID() }],
  },
  "lib/messages/actions.ts sendReminder": {
    roles: SENDERS,
    input: ({ patient: { id }, dose }) => reminder(id, [dose.id]),
    foreign: (theirs, ours) => [
      reminder(theirs.patient.id, []),
      reminder(theirs.patient.id, [theirs.dose.id]),
      reminder(ours.patient.id, [theirs.dose.id]),
      reminder(ours.patient.id, [], { id: theirs.templateId, version: 1 }),
    ],
  },
  "lib/messages/actions.ts settleSend": {
    roles: SENDERS,
    input: ({ failedMessage: { id } }) => ({ messageId: id, reason: REASON }),
    foreign: ({ failedMessage: { id } }) => [{ messageId: id, reason: REASON }],
  },
  "lib/templates/actions.ts archiveText": {
    roles: ["admin"],
    input: ({ templateId }) => ({ templateId, seen: 1 }),
    foreign: ({ templateId }) => [{ templateId, seen: 1 }],
  },
  "lib/templates/actions.ts makeTextDefault": {
    roles: ["admin"],
    input: ({ templateId }) => ({ templateId, seen: 1 }),
    foreign: ({ templateId }) => [{ templateId, seen: 1 }],
  },
  "lib/templates/actions.ts previewWithValues": {
    roles: ["admin"],
    input: () => ({ body: "Hi {firstName}" }),
    foreign: () => [],
  },
  "lib/templates/actions.ts reviseText": {
    roles: ["admin"],
    input: ({ templateId }) => ({ templateId, seen: 1, name: "Renamed", body: TEXT }),
    foreign: ({ templateId }) => [{ templateId, seen: 1, name: "Renamed", body: TEXT }],
  },
  "lib/templates/actions.ts writeText": {
    roles: ["admin"],
    input: () => ({ ...NEW_TEXT, name: randomUUID() }),
    foreign: () => [],
  },
}

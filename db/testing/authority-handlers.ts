import { randomUUID } from "node:crypto"
import { DEFAULT_ATTENTION } from "@/lib/attention/rules"
import {
  type Ask,
  EVERYBODY,
  type HandlerExpectation,
  REASON,
  SENDERS,
} from "./authority-expectations"
import type { ArrangedWorld } from "./world"

const patient = ({ patient: { id } }: ArrangedWorld): Ask => ({ params: { patientId: id } })
const batch = ({ batchId }: ArrangedWorld): Ask => ({ params: { batchId } })
const list = { roles: EVERYBODY, foreign: "without" as const }
const settings = { roles: ["admin"], foreign: "without", silent: true } as const
const one = { roles: EVERYBODY, foreign: 404 as const }
const _consent = (patientId: string) => ({
  ...{ patientId, consentId: randomUUID(), means: "phone", outsideHours: false, wording: REASON },
})

/** Every route handler by its method and path. Source: design 6-security, Who may do what. */
export const HANDLERS: Record<string, HandlerExpectation> = {
  "GET /api/auth/[...nextauth]": { open: "signing in" },
  "POST /api/auth/[...nextauth]": { open: "signing in" },
  "POST /api/biot/incoming-sms/[secret]": { open: "BioT's own token; see its attacks.test.ts" },
  "POST /api/biot/people/[secret]": { open: "BioT's own token; a hint, never believed" },
  "GET /api/batches": { ...list, ask: () => ({}) },
  "GET /api/batches/[batchId]": { ...one, ask: batch },
  "GET /api/batches/[batchId]/csv": { ...one, roles: SENDERS, ask: batch },
  "GET /api/batches/[batchId]/recipients": { ...one, ask: batch },
  "GET /api/exports/[kind]": {
    ...{ roles: ["admin"], foreign: "without" },
    ask: () => ({ params: { kind: "doses" } }),
  },
  "GET /api/fhir/[type]": { open: "an API token; see its fhir.test.ts" },
  "GET /api/fhir/[type]/[id]": { open: "an API token; see its fhir.test.ts" },
  "POST /api/fhir/[type]/[id]": { open: "an API token; see its fhir.test.ts" },
  "GET /api/fhir/metadata": { open: "says what the API can do, and nothing of anybody" },
  "GET /api/frame": { ...list, ask: () => ({}), silent: true },
  "GET /api/health": { open: "for monitors; says ok or not and nothing else" },
  "GET /api/live": { ...list, ask: () => ({}), silent: true },
  "GET /api/messages": { ...list, ask: () => ({}) },
  "GET /api/messages/[messageId]": {
    ...one,
    ask: ({ failedMessage }) => ({ params: { messageId: failedMessage.id } }),
  },
  "POST /api/patients": { ...list, ask: () => ({ body: {} }) },
  "GET /api/patients/choices": { ...list, ask: () => ({}) },
  "POST /api/patients/count": { ...list, ask: () => ({ body: {} }), silent: true },
  "GET /api/patients/views": { ...list, ask: () => ({}) },
  "GET /api/patients/[patientId]/consent": { ...one, ask: patient },
  "GET /api/patients/[patientId]/texting/[date]": {
    ...one,
    ask: ({ patient: { id }, dose }) => {
      const date = new Date(dose.dueAt).toISOString().slice(0, 10)
      return { params: { patientId: id, date } }
    },
  },
  "GET /api/patients/[patientId]/conversation": { ...one, ask: patient },
  "POST /api/patients/[patientId]/presence": {
    ...{ roles: EVERYBODY, foreign: 404, silent: true },
    ask: ({ patient: { id } }) => ({ params: { patientId: id }, body: { doing: "writing" } }),
  },
  "GET /api/patients/[patientId]/composer": { roles: SENDERS, foreign: 404, ask: patient },
  "GET /api/patients/[patientId]/medications": { ...one, ask: patient },
  "GET /api/patients/[patientId]/doses": { ...one, ask: patient },
  "GET /api/patients/[patientId]/doses/[doseId]": {
    ...one,
    ask: ({ patient: { id }, dose }) => ({ params: { patientId: id, doseId: dose.id } }),
  },
  "GET /api/patients/[patientId]/month": { ...one, ask: patient },
  "GET /api/patients/[patientId]/preview": { ...one, ask: patient },
  "GET /api/patients/[patientId]/timeline": { ...one, ask: patient },
  "GET /api/reports/csv": { ...list, ask: () => ({}), silent: true },
  "GET /api/review": { ...list, ask: () => ({}) },
  "GET /api/review/decided": { ...list, ask: () => ({}) },
  "POST /api/review/presence": {
    ...{ roles: EVERYBODY, foreign: 404, silent: true },
    ask: ({ replyId }) => ({ body: { itemKind: "reply", itemId: replyId, isLooking: true } }),
  },
  "GET /api/review/messages/[messageId]": {
    ...one,
    ask: ({ failedMessage }) => ({ params: { messageId: failedMessage.id } }),
  },
  "GET /api/review/replies/[replyId]": {
    ...one,
    ask: ({ replyId }) => ({ params: { replyId } }),
  },
  "GET /api/review/replies/[replyId]/doses/[patientId]": {
    ...one,
    ask: (theirs) => ({ params: { replyId: theirs.replyId, patientId: theirs.patient.id } }),
  },
  "POST /api/settings/attention": {
    ...settings,
    ask: () => ({ body: { settings: DEFAULT_ATTENTION } }),
  },
  "GET /api/settings/connection": { ...settings, ask: () => ({}) },
  "GET /api/settings/connection/checks": { ...settings, ask: () => ({}) },
  "GET /api/tasks/follow-ups": { ...list, ask: () => ({}) },
  "GET /api/tasks/plan": { ...list, ask: () => ({}) },
  "GET /api/tasks/safety": { ...list, ask: () => ({}) },
  "GET /api/today": { ...list, ask: () => ({}) },
}

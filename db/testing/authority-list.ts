import { randomUUID } from "node:crypto"
import { DEFAULT_ROLE_MAPPING } from "@/lib/auth/role-mapping"
import type { Role } from "../enums"
import type { ArrangedWorld } from "./world"

/** Where a request goes and with what: segments of the path, JSON to post. */
export type Ask = { params?: Record<string, string>; body?: unknown }

export type HandlerExpectation =
  /** Not behind sign-in, and why that is right. */
  | { open: string }
  | {
      roles: readonly Role[]
      /** What of `theirs` is asked for; a list takes no ids. */
      ask: (theirs: ArrangedWorld) => Ask
      /** What somebody of another organization gets: nothing there, or a list without it. */
      foreign: 404 | "without"
      /** It answers with counts or signals, and names nothing of anybody. */
      silent?: true
    }

export type ActionExpectation =
  | { open: string }
  | {
      roles: readonly Role[]
      /** An input that a person of `ours` may give. */
      input: (ours: ArrangedWorld) => unknown
      /** Inputs of somebody of `ours` that name something of `theirs`. */
      foreign: (theirs: ArrangedWorld, ours: ArrangedWorld) => unknown[]
    }

const EVERYBODY = ["clinician", "coordinator", "admin"] as const
const SENDERS = ["coordinator", "admin"] as const
const REASON = "as the patient said"

const patient = ({ patient: { id } }: ArrangedWorld): Ask => ({ params: { patientId: id } })
const list = { roles: EVERYBODY, foreign: "without" as const }
const settings = { roles: ["admin"], foreign: "without", silent: true } as const
const one = { roles: EVERYBODY, foreign: 404 as const }

/** Every route handler by its method and path. Source: design 6-security, Who may do what. */
export const HANDLERS: Record<string, HandlerExpectation> = {
  "GET /api/auth/[...nextauth]": { open: "signing in" },
  "POST /api/auth/[...nextauth]": { open: "signing in" },
  "POST /api/biot/incoming-sms/[secret]": { open: "BioT's own token; see its attacks.test.ts" },
  "POST /api/biot/people/[secret]": { open: "BioT's own token; a hint, never believed" },
  "GET /api/frame": { ...list, ask: () => ({}), silent: true },
  "GET /api/health": { open: "for monitors; says ok or not and nothing else" },
  "GET /api/live": { ...list, ask: () => ({}), silent: true },
  "GET /api/messages": { ...list, ask: () => ({}) },
  "POST /api/patients": { ...list, ask: () => ({ body: {} }) },
  "GET /api/patients/[patientId]/timeline": { ...one, ask: patient },
  "GET /api/review": { ...list, ask: () => ({}) },
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
  "GET /api/settings/connection": { ...settings, ask: () => ({}) },
  "GET /api/settings/connection/checks": { ...settings, ask: () => ({}) },
  "GET /api/today": { ...list, ask: () => ({}) },
}

const reminder = (patientId: string, doseIds: string[]) => ({
  patientId,
  doseIds,
  body: "Reply 1 when you have taken it, 2 if not.",
  idempotencyKey: randomUUID(),
  sendAnyway: true,
})
const link = (replyId: string, patientId: string, doseId: string) => ({
  replyId,
  patientId,
  doseIds: [doseId],
  meaning: "taken",
})

/** What concerns BioT's environment as a whole takes no id of anybody. */
const environment = { roles: ["admin"], input: () => ({ kinds: ["patient"] }) } as const

/** Every export of a 'use server' file. */
export const ACTIONS: Record<string, ActionExpectation> = {
  "lib/auth/actions.ts signOut": { open: "ends the asker's own session, if there is one" },
  "lib/auth/actions.ts stayActive": { open: "keeps the asker's own session, if there is one" },
  "lib/connection/actions.ts register": { ...environment, foreign: () => [] },
  "lib/connection/actions.ts remove": { ...environment, foreign: () => [] },
  "lib/doses/actions.ts correctDose": {
    roles: EVERYBODY,
    input: ({ dose }) => ({ as: "excused", doseId: dose.id, seen: "not_taken", reason: REASON }),
    foreign: ({ dose, eventId }) => [
      ...["not_taken", "excused"].map((as) => ({
        ...{ as, doseId: dose.id, seen: "not_taken", reason: REASON },
      })),
      { as: "taken", takenOn: null, doseId: dose.id, seen: "not_taken", reason: REASON },
      { as: "voided", eventId, reason: REASON },
    ],
  },
  "lib/messages/actions.ts sendReminder": {
    roles: SENDERS,
    input: ({ patient: { id }, dose }) => reminder(id, [dose.id]),
    foreign: (theirs, ours) => [
      reminder(theirs.patient.id, []),
      reminder(theirs.patient.id, [theirs.dose.id]),
      reminder(ours.patient.id, [theirs.dose.id]),
    ],
  },
  "lib/patients/actions.ts addNote": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => ({ patientId: id, noteId: randomUUID(), body: REASON }),
    foreign: (theirs) => [{ patientId: theirs.patient.id, noteId: randomUUID(), body: REASON }],
  },
  "lib/patients/actions.ts setTimeZone": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => ({ patientId: id, timeZone: "Asia/Tokyo", seen: null }),
    foreign: ({ patient: { id } }) => [{ patientId: id, timeZone: "Asia/Tokyo", seen: null }],
  },
  "lib/review/actions.ts dismissReply": {
    roles: SENDERS,
    input: ({ replyId }) => ({ replyId, reason: REASON }),
    foreign: ({ replyId, quarantinedReplyId }) => [
      { replyId, reason: REASON },
      { replyId: quarantinedReplyId, reason: REASON },
    ],
  },
  "lib/review/actions.ts linkReply": {
    roles: SENDERS,
    input: (ours) => link(ours.replyId, ours.patient.id, ours.dose.id),
    foreign: (theirs, ours) => [
      link(theirs.replyId, theirs.patient.id, theirs.dose.id),
      link(theirs.replyId, ours.patient.id, ours.dose.id),
      link(ours.replyId, theirs.patient.id, theirs.dose.id),
      link(ours.replyId, ours.patient.id, theirs.dose.id),
    ],
  },
  "lib/review/actions.ts retryReply": {
    roles: ["admin"],
    input: ({ replyId }) => ({ replyId }),
    foreign: ({ replyId, quarantinedReplyId }) => [{ replyId }, { replyId: quarantinedReplyId }],
  },
  "lib/staff/actions.ts changeRoles": {
    roles: ["admin"],
    input: () => ({ seen: DEFAULT_ROLE_MAPPING, roles: DEFAULT_ROLE_MAPPING }),
    foreign: () => [],
  },
  "lib/static-numbers/actions.ts enterNumber": {
    roles: ["admin"],
    input: ({ staticNumber }) => ({ country: "US", phone: "+12025550123", seen: staticNumber }),
    // It names nobody's rows; what another organization entered is no concern of it.
    foreign: () => [],
  },
  "lib/static-numbers/actions.ts removeNumber": {
    roles: ["admin"],
    input: ({ staticNumber }) => ({ country: "US", seen: staticNumber }),
    foreign: () => [],
  },
  "lib/staff/actions.ts acknowledgeTask": {
    roles: EVERYBODY,
    input: ({ taskId }) => ({ taskId }),
    foreign: ({ taskId }) => [{ taskId }],
  },
}

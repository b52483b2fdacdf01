import { randomUUID } from "node:crypto"
import { MINUTE_MS } from "@/lib/time"
import { type ActionExpectation, EVERYBODY, REASON, SENDERS } from "./authority-expectations"
import type { ArrangedWorld } from "./world"

const consent = (patientId: string) => ({
  ...{ patientId, consentId: randomUUID(), means: "phone", outsideHours: false, wording: REASON },
})
const consents = (...patientIds: string[]) => ({
  records: patientIds.map((patientId) => ({ patientId, consentId: randomUUID() })),
  ...{ kind: "given", means: "paper", outsideHours: false, wording: REASON },
})
const given = (patientId: string, assigneeId: string | null) => ({
  ...{ patientId, assigneeId, seen: null },
})
const phoneOf = ({ phone }: { phone: string | null }) => ({ phone: phone ?? "" })
const settled = (taskId: string, doseIds: string[]) => ({
  ...{ taskId, doseIds, outcome: "reached_taken", reason: REASON, takenOn: null },
})
const lift = (patient: ArrangedWorld["optedOut"]) => ({
  ...{ ...consent(patient.id), ...phoneOf(patient), seen: Date.now() + MINUTE_MS },
})
const plan = {
  ...{ doseText: "500 mg", slots: [{ localTime: "08:00", label: "" }], isReminding: true },
  ...{ recurrence: { kind: "daily" }, endDate: null },
}
const started = (patientId: string) => ({
  ...{ ...plan, patientId, regimenId: randomUUID(), medication: "Lisinopril" },
  startDate: "2999-01-01",
})
const corrected = (patientId: string, ...doseIds: string[]) => ({
  doses: doseIds.map((doseId) => ({ doseId, seen: "not_taken" })),
  ...{ correctionId: randomUUID(), patientId, as: "excused", reason: REASON, takenOn: null },
})
const seenOf = ({ versionId }: ArrangedWorld) => ({ seen: { versionId, endDate: null } })
const period = (patientId: string, regimenId: string | null) => ({
  ...{ patientId, regimenId, periodId: randomUUID(), kind: "travel", reason: REASON },
  ...{ fromDate: "2999-01-01", toDate: null },
})

const dealt = (itemId: string) => ({ itemIds: [itemId], note: REASON })
const tomorrow = { due: "next_working_day" }

/** What staff do about a patient: consent, talk, doses, medications, tasks. */
export const PATIENT_ACTIONS: Record<string, ActionExpectation> = {
  "lib/attention/actions.ts dealWithAttention": {
    roles: EVERYBODY,
    input: ({ attentionId }) => dealt(attentionId),
    foreign: (theirs, ours) => [
      dealt(theirs.attentionId),
      { itemIds: [ours.attentionId, theirs.attentionId], note: REASON },
    ],
  },
  "lib/attention/actions.ts reopenAttention": {
    roles: EVERYBODY,
    input: ({ dealtWithId }) => ({ itemIds: [dealtWithId] }),
    foreign: ({ dealtWithId }) => [{ itemIds: [dealtWithId] }],
  },
  "lib/consent/actions.ts chooseConsents": {
    roles: SENDERS,
    input: ({ patient: { id } }) => ({ choice: { kind: "listed", patientIds: [id] } }),
    foreign: ({ patient: { id } }) => [{ choice: { kind: "listed", patientIds: [id] } }],
  },
  "lib/consent/actions.ts endOptOut": {
    roles: EVERYBODY,
    input: ({ optedOut }) => lift(optedOut),
    foreign: ({ optedOut }) => [lift(optedOut)],
  },
  "lib/consent/actions.ts saveConsent": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => ({ ...consent(id), kind: "given" }),
    foreign: ({ patient: { id } }) => [
      { ...consent(id), kind: "given" },
      { ...consent(id), kind: "withdrawn" },
    ],
  },
  "lib/consent/actions.ts saveConsents": {
    roles: SENDERS,
    input: ({ patient: { id } }) => consents(id),
    foreign: (theirs, ours) => [
      consents(theirs.patient.id),
      consents(ours.patient.id, theirs.patient.id),
    ],
  },
  "lib/consent/actions.ts saveOptOut": {
    roles: EVERYBODY,
    input: ({ patient }) => ({ patientId: patient.id, ...phoneOf(patient), means: "phone" }),
    foreign: ({ patient }) => [{ patientId: patient.id, ...phoneOf(patient), means: "phone" }],
  },
  "lib/conversations/actions.ts assignConversation": {
    roles: EVERYBODY,
    input: ({ patient: { id }, admin }) => given(id, admin.staffId),
    foreign: (theirs, ours) => [
      given(theirs.patient.id, ours.admin.staffId),
      given(theirs.patient.id, null),
      given(ours.patient.id, theirs.admin.staffId),
    ],
  },
  "lib/conversations/actions.ts markRead": {
    roles: EVERYBODY,
    input: ({ patient: { id }, replyId }) => ({ patientId: id, seenReplyIds: [replyId] }),
    foreign: ({ patient: { id }, replyId }) => [{ patientId: id, seenReplyIds: [replyId] }],
  },
  "lib/conversations/actions.ts markUnread": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => ({ patientId: id, replyId: null }),
    foreign: (theirs, ours) => [
      { patientId: theirs.patient.id, replyId: null },
      { patientId: ours.patient.id, replyId: theirs.replyId },
    ],
  },
  "lib/doses/actions.ts correctManyDoses": {
    roles: EVERYBODY,
    input: ({ patient, dose }) => corrected(patient.id, dose.id),
    foreign: (theirs, ours) => [
      corrected(theirs.patient.id, theirs.dose.id),
      corrected(ours.patient.id, ours.dose.id, theirs.dose.id),
    ],
  },
  "lib/doses/actions.ts takeCorrectionBack": {
    roles: EVERYBODY,
    input: ({ patient: { id }, correctionId }) => ({ patientId: id, correctionId }),
    foreign: (theirs, ours) => [
      { patientId: theirs.patient.id, correctionId: theirs.correctionId },
      { patientId: ours.patient.id, correctionId: theirs.correctionId },
    ],
  },
  "lib/doses/actions.ts takeEntryBack": {
    roles: EVERYBODY,
    input: ({ eventId }) => ({ eventId, reason: REASON }),
    foreign: ({ eventId }) => [{ eventId, reason: REASON }],
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
  "lib/regimens/actions.ts addMedication": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => started(id),
    foreign: (theirs) => [started(theirs.patient.id)],
  },
  "lib/regimens/actions.ts addPeriod": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => period(id, null),
    foreign: (theirs, ours) => [
      period(theirs.patient.id, null),
      period(ours.patient.id, theirs.regimen.id),
    ],
  },
  "lib/regimens/actions.ts changeMedication": {
    roles: EVERYBODY,
    input: (ours) => ({ ...plan, regimenId: ours.regimen.id, ...seenOf(ours), from: "2999-01-01" }),
    foreign: (theirs) => [
      { ...plan, regimenId: theirs.regimen.id, ...seenOf(theirs), from: "2999-01-01" },
    ],
  },
  "lib/regimens/actions.ts endMedication": {
    roles: EVERYBODY,
    input: (ours) => ({ regimenId: ours.regimen.id, ...seenOf(ours), lastDate: "2999-01-01" }),
    foreign: (theirs) => [
      { regimenId: theirs.regimen.id, ...seenOf(theirs), lastDate: "2999-01-01" },
    ],
  },
  "lib/regimens/actions.ts endPeriodEarly": {
    roles: EVERYBODY,
    input: ({ periodId }) => ({ periodId, seen: null, lastDate: "2026-01-01" }),
    foreign: ({ periodId }) => [{ periodId, seen: null, lastDate: "2026-01-01" }],
  },
  "lib/tasks/actions.ts acknowledgeTask": {
    roles: EVERYBODY,
    input: ({ taskId }) => ({ taskId }),
    foreign: ({ taskId }) => [{ taskId }],
  },
  "lib/tasks/actions.ts addTaskNote": {
    roles: EVERYBODY,
    input: ({ taskId }) => ({ taskId, note: REASON }),
    foreign: ({ taskId }) => [{ taskId, note: REASON }],
  },
  "lib/tasks/actions.ts assignTask": {
    roles: EVERYBODY,
    input: ({ followUpId, admin }) => {
      return { taskId: followUpId, assigneeId: admin.staffId, seen: null }
    },
    foreign: (theirs, ours) => [
      { taskId: theirs.followUpId, assigneeId: ours.admin.staffId, seen: null },
      { taskId: ours.followUpId, assigneeId: theirs.admin.staffId, seen: null },
    ],
  },
  "lib/tasks/actions.ts changeTaskDue": {
    roles: EVERYBODY,
    input: ({ followUpId, followUpDueAt }) => {
      return { taskId: followUpId, seen: followUpDueAt, ...tomorrow }
    },
    foreign: ({ followUpId, followUpDueAt }) => [
      { taskId: followUpId, seen: followUpDueAt, ...tomorrow },
    ],
  },
  "lib/tasks/actions.ts closeSafetyTask": {
    roles: EVERYBODY,
    input: ({ taskId }) => ({ taskId, note: REASON }),
    foreign: ({ taskId }) => [{ taskId, note: REASON }],
  },
  "lib/tasks/actions.ts closeTask": {
    roles: EVERYBODY,
    input: ({ followUpId, dose }) => settled(followUpId, [dose.id]),
    foreign: (theirs, ours) => [
      settled(theirs.followUpId, [theirs.dose.id]),
      settled(ours.followUpId, [theirs.dose.id]),
    ],
  },
  "lib/tasks/actions.ts openTask": {
    roles: EVERYBODY,
    input: ({ patient: { id } }) => ({ taskId: randomUUID(), patientId: id, note: REASON }),
    foreign: ({ patient: { id } }) => [{ taskId: randomUUID(), patientId: id, note: REASON }],
  },
  "lib/tasks/actions.ts takeTask": {
    roles: EVERYBODY,
    input: ({ followUpId }) => ({ taskId: followUpId, seenOwnerId: null }),
    foreign: ({ followUpId }) => [{ taskId: followUpId, seenOwnerId: null }],
  },
}

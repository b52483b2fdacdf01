/** The closed sets of the domain's words; the database's check constraints are made from them. */
export const ROLES = ["clinician", "coordinator", "admin"] as const
export type Role = (typeof ROLES)[number]

/** BioT's three kinds of people, as `metadata.entityTypeName` spells them. */
export const PERSON_KINDS = ["patient", "caregiver", "organization-user"] as const
export type PersonKind = (typeof PERSON_KINDS)[number]

export const DOSE_STATES = [
  "scheduled",
  "pending",
  "taken_on_time",
  "taken_late",
  "taken_confirmed",
  "not_taken",
  "no_response",
  "conflicting",
  "not_reminded",
  "excused",
  "cancelled",
] as const
export type DoseState = (typeof DOSE_STATES)[number]

/** How much a patient reports, as the list is narrowed by it; `none`: too few doses to tell. */
export const LIST_BANDS = ["good", "fair", "low", "none"] as const
export type ListBand = (typeof LIST_BANDS)[number]

/** What a dose event states; `voided` takes back another event, and nothing is ever deleted. */
export const DOSE_EVENT_KINDS = [
  "reminded",
  "not_reminded",
  "taken",
  "not_taken",
  "excused",
  "cancelled",
  "voided",
] as const
export type DoseEventKind = (typeof DOSE_EVENT_KINDS)[number]

export const DOSE_EVENT_SOURCES = ["patient", "staff", "system"] as const
export type DoseEventSource = (typeof DOSE_EVENT_SOURCES)[number]

/** `safety` is the fixed answer to a cry for help, where the organization has switched it on. */
export const MESSAGE_KINDS = ["reminder", "nudge", "manual", "safety"] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

export const MESSAGE_STATES = [
  "queued",
  "sending",
  "sent",
  "failed",
  "unknown",
  "expired",
  "cancelled",
] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const REPLY_STATES = [
  "received",
  "applied",
  "noted",
  "review",
  "unmatched",
  "quarantined",
  "failed",
  "dismissed",
] as const
export type ReplyState = (typeof REPLY_STATES)[number]

export const INTENTS = [
  "taken",
  "not_taken",
  "opt_out",
  "opt_in",
  "help",
  "question",
  "unknown_code",
  "free_text",
  "empty",
] as const
export type Intent = (typeof INTENTS)[number]

export const CONFIDENCES = ["high", "medium", "low"] as const
export type Confidence = (typeof CONFIDENCES)[number]

export const MATCH_RULES = [
  "message_id",
  "previous_id",
  "repeat",
  "open_window",
  "late_window",
  "staff",
] as const
export type MatchRule = (typeof MATCH_RULES)[number]

/** Why a reply stands in Review, or why it was left out of the figures. */
export const REPLY_REASONS = [
  "not_success",
  "bad_shape",
  "interpretation_failed",
  "unknown_organization",
  "inactive_organization",
  "not_a_patient",
  "unknown_patient",
  "other_patients_message",
  "shared_phone",
  "late_reply",
  "no_reminder",
  "contradiction",
  "low_certainty",
  "safety",
  "question",
  "free_text",
  "unknown_code",
  "empty",
] as const
export type ReplyReason = (typeof REPLY_REASONS)[number]

export const REPLY_FLAGS = [
  "clock_skew",
  "phone_mismatch",
  "shared_phone",
  "several_open",
  "outside_window",
  "medium_certainty",
  "safety",
  "proved_arrival",
] as const
export type ReplyFlag = (typeof REPLY_FLAGS)[number]

/** What a person decided about a reply; `undo` takes the last decision that stands back. */
export const REPLY_DECISIONS = ["link", "dismiss", "reassign", "retry", "undo"] as const
export type ReplyDecisionKind = (typeof REPLY_DECISIONS)[number]

export const TASK_KINDS = ["safety", "follow_up"] as const
export type TaskKind = (typeof TASK_KINDS)[number]

export const TASK_STATES = ["open", "acknowledged", "closed"] as const
export type TaskState = (typeof TASK_STATES)[number]

/** How bad what a safety word says is: of a danger to life now, or of one that may become one. */
export const TASK_LEVELS = ["emergency", "urgent"] as const
export type TaskLevel = (typeof TASK_LEVELS)[number]

/** Why a task was opened: one is open at most of each kind and cause for a patient. */
export const TASK_CAUSES = [
  "safety_word",
  "no_response",
  "not_taken",
  "unreachable",
  "question",
  "by_hand",
] as const
export type TaskCause = (typeof TASK_CAUSES)[number]

/** How a follow-up ended. Source: design 5-sending, By schedule. */
export const TASK_OUTCOMES = [
  "reached_taken",
  "reached_not_taken",
  "not_reached",
  "wrong_number",
  "excused",
  "handled",
] as const
export type TaskOutcome = (typeof TASK_OUTCOMES)[number]

export const CONSENT_KINDS = ["given", "withdrawn"] as const
export type ConsentKind = (typeof CONSENT_KINDS)[number]

/** How somebody agreed; `imported` was agreed to before Doseline kept it. */
export const CONSENT_MEANS = ["in_person", "phone", "paper", "text", "imported"] as const
export type ConsentMeans = (typeof CONSENT_MEANS)[number]

export const TEMPLATE_PURPOSES = ["reminder", "nudge", "manual"] as const
export type TemplatePurpose = (typeof TEMPLATE_PURPOSES)[number]

export const EXCUSE_KINDS = ["hospital", "travel", "on_hold", "other"] as const
export type ExcuseKind = (typeof EXCUSE_KINDS)[number]

/** `complete` reads everybody, `recent` only whom BioT changed since the last pull. */
export const SYNC_KINDS = ["complete", "recent"] as const
export type SyncKind = (typeof SYNC_KINDS)[number]

/** The two addresses that BioT calls, by the last part of their path before the secret. */
export const PLUGIN_ENDPOINTS = ["incoming-sms", "people"] as const
export type PluginEndpoint = (typeof PLUGIN_ENDPOINTS)[number]

/** What a token of the FHIR API may read, by the resources' names. */
export const FHIR_RESOURCES = [
  "Patient",
  "MedicationRequest",
  "MedicationStatement",
  "Communication",
] as const
export type FhirResource = (typeof FHIR_RESOURCES)[number]

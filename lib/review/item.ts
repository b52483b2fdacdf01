import type {
  Confidence,
  DoseState,
  Intent,
  MatchRule,
  MessageKind,
  MessageState,
  ReplyFlag,
  ReplyReason,
  ReplyState,
} from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { NumberOwner } from "@/lib/patients/phone-owners"
import type { ReplyNotice } from "@/lib/patients/reach"
import type { Instant } from "@/lib/time"

/** The reasons by which the queue is narrowed; the words that stand in the page's address. */
export const REVIEW_FILTERS = [
  "all",
  "safety",
  "question",
  "unclear",
  "contradiction",
  "late",
  "shared",
  "unmatched",
  "failed",
  "quarantined",
  "send_failed",
  "send_unknown",
] as const
export type ReviewFilter = (typeof REVIEW_FILTERS)[number]

/** Where a waiting reply belongs, by its reason; the state alone decides the others. */
export const FILTER_OF_REASON: Partial<Record<ReplyReason, ReviewFilter>> = {
  safety: "safety",
  question: "question",
  free_text: "unclear",
  unknown_code: "unclear",
  empty: "unclear",
  low_certainty: "unclear",
  contradiction: "contradiction",
  late_reply: "late",
  shared_phone: "shared",
  not_a_patient: "unmatched",
  unknown_patient: "unmatched",
  no_reminder: "unmatched",
}

/** One row of the queue: a reply or a message that needs a person. Instants are epoch ms, UTC. */
export type ReviewItem = {
  kind: "reply" | "message"
  id: string
  filter: ReviewFilter
  state: ReplyState | MessageState
  reason: string | null
  /** What came in, verbatim; for a message, what we wrote. */
  words: string | null
  patientId: string | null
  patientName: string | null
  senderKind: string | null
  phone: string | null
  /** When the reply came, or when the message was made. */
  at: Instant
  flags: ReplyFlag[]
}

export type ReviewQueue = {
  /** Safety first, then newest first; the first 100. */
  items: ReviewItem[]
  counts: Record<ReviewFilter, number>
  /** The organization's zone, in which times are told. */
  zone: string
}

export type ReviewDecision = {
  state: ReplyState
  by: string | null
  at: Instant
  note: string | null
}

/** A reply with everything known about it. */
export type ReviewReply = {
  item: ReviewItem
  zone: string
  eventAt: Instant | null
  receivedAt: Instant
  intent: Intent | null
  confidence: Confidence | null
  matchRule: MatchRule | null
  toPhone: string | null
  senderId: string | null
  inboundMessageId: string | null
  previousMessageId: string | null
  traceId: string | null
  deliveryCount: number
  attempts: number
  /** For what does not fit BioT's contract: the paths at fault. */
  issues: string[]
  /** BioT's call as it was stored, without its token. */
  payload: string
  /** What it answers, or is thought to. */
  message: ReviewMessageFacts | null
  /** Who may have sent it: the patient it names, the number's owners, whom the message went to. */
  candidates: CandidatePatient[]
  /** The name of a caregiver or organization user who sent it, as far as BioT shows it. */
  senderName: string | null
  /** To whom the number that it came from belongs here, by phone or as additional one. */
  owners: NumberOwner[]
  /** How many people of other organizations have it. */
  ownersOutside: number
  /** Set when somebody has decided it meanwhile. */
  decision: ReviewDecision | null
}

export type CandidatePatient = {
  id: string
  name: string
  phone: string | null
  why: string
  reply: ReplyNotice | null
}

/** A dose that the reply may be about, the likeliest first. */
export type CandidateDose = {
  id: string
  medication: string
  localDate: LocalDate
  slot: string
  dueAt: Instant
  closesAt: Instant
  state: DoseState
  zone: string
  /** The reply's message asked about it. */
  isProposed: boolean
  wasOpen: boolean
}

export type ReviewMessageFacts = {
  id: string
  patientId: string
  patientName: string
  kind: MessageKind
  state: MessageState
  reason: string | null
  body: string
  phone: string
  parts: number
  attempts: number
  biotMessageId: string | null
  traceId: string
  createdAt: Instant
  sentAt: Instant | null
}

/** A failed or unknown send with what it was about. */
export type ReviewMessage = {
  item: ReviewItem
  zone: string
  message: ReviewMessageFacts
  doses: string[]
  /** Why its patient cannot answer, or may not be able to. */
  reply: ReplyNotice | null
  /** Others who have the number that it went to: an answer is lost. */
  sharedWith: NumberOwner[]
  ownersOutside: number
  /** Who has it as additional number: an answer arrives, from whose phone is in doubt. */
  additionalOf: NumberOwner[]
}

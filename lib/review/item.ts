import type {
  Confidence,
  DoseState,
  Intent,
  MatchRule,
  MessageKind,
  MessageState,
  ReplyDecisionKind,
  ReplyFlag,
  ReplyReason,
  ReplyState,
} from "@/db/enums"
import type { NamedDose } from "@/lib/doses/named-dose"
import type { NumberOwner } from "@/lib/patients/phone-owners"
import type { ReplyNotice } from "@/lib/patients/reach"
import type { Instant } from "@/lib/time"
import type { AroundItem } from "./around"
import type { DoseEvidence, PatientClue } from "./candidates"
import type { CalendarDose, DoseEffect } from "./effect"
import type { Proposal } from "./proposal"

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

/** A row with what its list needs besides. */
export type QueueItem = ReviewItem & {
  /** What a person may accept at once; null where somebody has to look. */
  proposal: Proposal | null
  /** Shared by replies of the same words and reason; null for a message. */
  sameness: string | null
}

export const REVIEW_AGES = ["all", "over"] as const
/** All of what waits, or what is over its target alone. */
export type ReviewAge = (typeof REVIEW_AGES)[number]

export type ReviewQueue = {
  /** Safety first, then what is over its target, then newest first; as many as were asked for. */
  items: QueueItem[]
  counts: Record<ReviewFilter, number>
  /** Of those, how many are over their target. */
  over: Record<ReviewFilter, number>
  /** The organization's zone, in which times are told. */
  zone: string
}

/** A decision of the last day that stands, as the list of them tells it. */
export type RecentDecision = {
  decisionId: string
  replyId: string
  kind: ReplyDecisionKind
  by: string
  isOwn: boolean
  at: Instant
  note: string | null
  words: string | null
  patientName: string | null
  phone: string | null
  state: ReplyState
  seen: SeenReply
}

export type RecentDecisions = { decisions: RecentDecision[]; zone: string }

/** What became of one reply of several that were decided together. */
export type DecidedLine =
  | {
      ok: true
      replyId: string
      outcome: "dismissed" | "linked" | "settled" | "waits" | "undone"
      /** What an undo names; a retry moves nothing that could be taken back. */
      decisionId: string | null
      /** Of an undo: how the reply stands again. */
      state?: ReplyState
    }
  | { ok: false; replyId: string; code: string; sentence: string }

/** How often Doseline has read a reply, and the last decision about it: any change moves one. */
export type SeenReply = { attempts: number; decisionId: string | null }

/** Who did something, when, and what they said of it. */
type Done = { by: string | null; at: Instant; note: string | null }

export type ReviewUndoable = Done & { kind: ReplyDecisionKind }

export type ReviewDecision = Done & {
  state: ReplyState
  /** The doses that it changed, before and after it. */
  effect: DoseEffect[]
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
  /** What `reassignReply` and `undoDecision` ask for: how the reply stands. */
  seen: SeenReply
  /** The decision that an undo would take back, and who took it; null: there is none. */
  undoable: ReviewUndoable | null
  /** For what does not fit BioT's contract: the paths at fault. */
  issues: string[]
  /** BioT's call as it was stored, without its token. */
  payload: string
  /** What it answers, or is thought to. */
  message: ReviewMessageFacts | null
  /** Who may have sent it: the patient it names, the number's owners, whom the message went to. */
  candidates: CandidatePatient[]
  /** The candidate who is presumed; null where it is in doubt who wrote. */
  presumedId: string | null
  /** The caregiver or organization user who sent it; null for a patient. */
  sender: ReviewSender | null
  /** What was said in both directions within two days of it, this one among them. */
  around: AroundItem[]
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
  clues: PatientClue[]
  reply: ReplyNotice | null
}

/** A dose that the reply may be about. */
export type CandidateDose = DoseEvidence & NamedDose & { state: DoseState }

/** A patient's doses around a reply, as they stood at `now`. */
export type CandidateDoses = {
  now: Instant
  /** The likeliest first; the first twelve. */
  doses: CandidateDose[]
  /** All of those days, with what was stated about them: a decision's effect is derived from it. */
  calendar: CalendarDose[]
}

/** Who wrote, where it is no patient: a caregiver or an organization user. */
export type ReviewSender = {
  kind: string
  id: string
  name: string | null
  phone: string | null
  /** The patients for whom this person may speak, by their numbers. */
  speaksFor: NumberOwner[]
  /** For whom texts went to the reply's number of late, the newest first. */
  textedFor: { id: string; name: string; at: Instant; messages: number }[]
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
  /** Those that it asked about, in order of due time. */
  doses: NamedDose[]
  /** Why its patient cannot answer, or may not be able to. */
  reply: ReplyNotice | null
  /** Others who have the number that it went to: an answer is lost. */
  sharedWith: NumberOwner[]
  ownersOutside: number
  /** Set when somebody has set it aside. */
  settled: { by: string | null; at: Instant; note: string } | null
  /** Who has it as additional number: an answer arrives, from whose phone is in doubt. */
  additionalOf: NumberOwner[]
}

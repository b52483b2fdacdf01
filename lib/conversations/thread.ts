import type { ConsentMeans, ExcuseKind, TaskCause, TaskOutcome } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type {
  TimelineMessage,
  TimelineNote,
  TimelinePatient,
  TimelineReply,
} from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"
import type { Colleague, ConversationState } from "./state"
import type { ToldVerb } from "./told"

/** What of a conversation is shown: everything, what was texted, or what staff and rules changed. */
export const SHOWN_PARTS = ["all", "texts", "changes"] as const
export type ShownParts = (typeof SHOWN_PARTS)[number]

/** Instants are epoch milliseconds; `about` are doses. */
export type ThreadItem =
  | { kind: "message"; id: string; at: Instant; message: TimelineMessage; about: string[] }
  | { kind: "reply"; id: string; at: Instant; reply: TimelineReply; about: string[] }
  | { kind: "note"; id: string; at: Instant; note: TimelineNote }
  | { kind: "change"; id: string; at: Instant; change: ThreadChange }

/** Something that changed about the patient; the screen puts it into words. */
export type ThreadChange = {
  verb: ToldVerb
  facts: ChangeFacts
  /** Why, in somebody's own words. */
  note: string | null
  /** Null: it happened by a rule. */
  by: string | null
  doseId: string | null
}

/** What a change names, as far as that is still there. */
export type ChangeFacts = {
  from: LocalDate | null
  to: LocalDate | null
  medication: string | null
  dose: { localDate: LocalDate; slot: string } | null
  /** How many doses besides were said the same of, in one step. */
  more: number
  excuse: ExcuseKind | null
  cause: TaskCause | null
  outcome: TaskOutcome | null
  assignee: string | null
  means: ConsentMeans | null
  /** Consent also for doses in the quiet hours. */
  isOutsideHours: boolean
  meaning: "taken" | "not_taken" | null
  /** IANA. */
  zone: string | null
}

/** A dose that an item is about. */
export type NamedDose = { localDate: LocalDate; slot: string; medication: string }

/** What `GET /api/patients/[id]/conversation` answers: one page, the newest first asked for. */
export type ConversationPage = {
  patient: TimelinePatient
  now: Instant
  conversation: ConversationState
  /** Who may be given the conversation. */
  colleagues: Colleague[]
  /** In order of time, oldest first. */
  items: ThreadItem[]
  /** Where the next older page ends; null: this is the beginning. */
  earlier: string | null
  /** Each dose that an item is about, by its id. */
  doses: Record<string, NamedDose>
}

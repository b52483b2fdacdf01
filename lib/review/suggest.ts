import type { Intent, ReplyReason, ReplyState } from "@/db/enums"
import type { NamedDose } from "@/lib/doses/named-dose"
import type { Meaning } from "@/lib/replies/given-events"
import type { DoseClue, DoseEvidence } from "./candidates"

/** What the evidence speaks for, and by which reason; the screen has the words, a person decides. */
export type Suggestion =
  | {
      kind: "link"
      meaning: Meaning
      doseIds: string[]
      /** The likeliest of them, and what speaks for it. */
      dose: NamedDose
      clues: DoseClue[]
    }
  | { kind: "dismiss"; because: "empty" | "unknown_number" | "not_open" }
  | { kind: "answer"; because: "safety" | "question" | "contradiction" }
  | { kind: "retry"; because: "interpretation_failed" | "unreadable" }
  | {
      kind: "read"
      because: "shared_phone" | "other_patients_message" | "no_meaning" | "several"
    }

type Ranked = NamedDose & Pick<DoseEvidence, "id" | "isProposed" | "wasOpen" | "evidence">

export type SuggestFacts = {
  state: ReplyState
  reason: ReplyReason | null
  intent: Intent | null
  hasCandidates: boolean
  /** The presumed patient's doses as they were ranked; null: nobody is presumed. */
  doses: readonly Ranked[] | null
}

/** Where the reason of a reply alone says what comes first. */
const FIRST: Partial<Record<ReplyReason, Suggestion>> = {
  safety: { kind: "answer", because: "safety" },
  question: { kind: "answer", because: "question" },
  contradiction: { kind: "answer", because: "contradiction" },
  shared_phone: { kind: "read", because: "shared_phone" },
  other_patients_message: { kind: "read", because: "other_patients_message" },
  interpretation_failed: { kind: "retry", because: "interpretation_failed" },
  empty: { kind: "dismiss", because: "empty" },
}

/** The decision that is proposed first, or what to do before one. */
export function suggestDecision(facts: SuggestFacts): Suggestion {
  const first = facts.reason ? FIRST[facts.reason] : undefined
  if (first) return first
  if (facts.state === "failed") return { kind: "retry", because: "unreadable" }
  if (!facts.hasCandidates && facts.reason === "unknown_patient") {
    return { kind: "dismiss", because: "unknown_number" }
  }
  const likely = likelyDoses(facts.doses ?? [])
  const meaning = meaningOf(facts)
  const [dose] = likely
  if (meaning && dose) return link(dose, likely, meaning)
  if (meaning && facts.doses !== null && !facts.doses.some(({ wasOpen }) => wasOpen)) {
    return { kind: "dismiss", because: "not_open" }
  }
  return { kind: "read", because: meaning ? "several" : "no_meaning" }
}

/** A contradiction is for the person to settle, whatever the newest words say. */
export function meaningOf({
  intent,
  reason,
}: Pick<SuggestFacts, "intent" | "reason">): Meaning | null {
  if (reason === "contradiction" || reason === "safety") return null
  return intent === "taken" || intent === "not_taken" ? intent : null
}

/** Those that the reply's message asked about, else the only open one. */
export function likelyDoses<T extends Pick<DoseEvidence, "isProposed" | "wasOpen">>(
  doses: readonly T[],
): T[] {
  const proposed = doses.filter(({ isProposed }) => isProposed)
  if (proposed.length > 0) return proposed
  const open = doses.filter(({ wasOpen }) => wasOpen)
  return open.length === 1 ? open : []
}

function link(first: Ranked, doses: readonly Ranked[], meaning: Meaning): Suggestion {
  const { localDate, slot, medication, evidence: clues } = first
  const doseIds = doses.map(({ id }) => id)
  return { kind: "link", meaning, doseIds, dose: { localDate, slot, medication }, clues }
}

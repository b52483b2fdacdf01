import type { Intent, ReplyReason } from "@/db/enums"
import type { NamedDose } from "@/lib/doses/named-dose"

/** The one dose that a waiting reply is most likely about, and what it says of it. */
export type Proposal = {
  patientId: string
  doseId: string
  meaning: "taken" | "not_taken"
  dose: NamedDose
}

/** Whose words or sender are in doubt: only a person who looked can say what is true. */
const NEVER: readonly (ReplyReason | null)[] = [
  "safety",
  "question",
  "contradiction",
  "shared_phone",
  "other_patients_message",
]

/** What a reply would say of the one dose it is about; null: it is for a person to read. */
export function proposedMeaning(reply: {
  state: string
  reason: ReplyReason | null
  intent: Intent | null
}): Proposal["meaning"] | null {
  if (reply.state !== "review" && reply.state !== "unmatched") return null
  if (NEVER.includes(reply.reason)) return null
  return reply.intent === "taken" || reply.intent === "not_taken" ? reply.intent : null
}

/** Replies of one kind have one key: the same words for the same reason. */
export function samenessOf(reply: {
  state: string
  reason: string | null
  words: string | null
}): string {
  const words = reply.words?.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase() ?? null
  return JSON.stringify([reply.state, reply.reason, words])
}

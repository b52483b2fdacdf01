import type { Intent, ReplyFlag, ReplyReason, ReplyState } from "@/db/enums"

export type ReadOutcome = {
  state: ReplyState
  reason: ReplyReason | null
  intent: Intent | null
  flags: readonly ReplyFlag[]
}

const ADDRESSED: ReadonlySet<Intent> = new Set<Intent>([
  "question",
  "free_text",
  "unknown_code",
  "help",
])
const DISPUTED: ReadonlySet<ReplyReason> = new Set<ReplyReason>(["contradiction", "low_certainty"])
/** Whose it is, or that it is a reply at all, is not known: nobody but Review is shown it as news. */
const NOBODYS: ReadonlySet<ReplyState> = new Set<ReplyState>(["received", "failed", "quarantined"])

/**
 * Whether somebody should read what the patient wrote: it asks, tells, alarms, or says what the
 * portal could not settle. A plain "1", "2" or "stop" acts by itself, also when it is late.
 */
export function needsReading({ state, reason, intent, flags }: ReadOutcome): boolean {
  if (state === "dismissed") return false
  if (flags.includes("safety")) return true
  if (NOBODYS.has(state)) return false
  return (intent !== null && ADDRESSED.has(intent)) || isDisputed(reason)
}

/** What may become true of a reply that was read before, because another one came. */
export function isDisputed(reason: ReplyReason | null): boolean {
  return reason !== null && DISPUTED.has(reason)
}

import type { Instant } from "@/lib/time"

export type SilenceFacts = {
  /** When BioT's last reply came; null if none ever did. */
  lastReplyAt: Instant | null
  /** Reminders accepted since then that had time to be answered. */
  unanswered: number
  /**
   * Of the four weeks before: reminders accepted, and those of them that were answered. Only looked
   * for where enough are unanswered.
   */
  before: { reminders: number; answered: number }
}

/** Fewer say nothing, whoever does not answer. */
export const FEWEST_UNANSWERED = 10
/** The chance that patients just happened not to answer, below which something is broken. */
const CHANCE = 0.001
/** Where too little is known of how often these patients answer. */
const USUAL_RATE = 0.3
const ENOUGH_BEFORE = 20

/**
 * Whether replies have stopped coming while reminders go out: so many stayed unanswered in a row
 * that chance does not explain it, given how often these patients answered before.
 */
export function haveRepliesStopped(facts: SilenceFacts): boolean {
  const { unanswered, lastReplyAt, before } = facts
  if (unanswered < FEWEST_UNANSWERED) return false
  const isKnown = lastReplyAt !== null && before.reminders >= ENOUGH_BEFORE
  const rate = isKnown ? before.answered / before.reminders : USUAL_RATE
  return (1 - rate) ** unanswered < CHANCE
}

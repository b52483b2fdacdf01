import { answeredWell } from "@/lib/patients/need"
import { DAY_MS, type Instant } from "@/lib/time"

export const SUSPECT_THRESHOLDS = { texts: 5, spanMs: 3 * DAY_MS, blockedSends: 2 } as const

/** How one phone has gone on; texts are those that BioT accepted for it. */
export type PhoneSilence = {
  /** An opt-out that we know of stands: then nothing is left to suspect. */
  isOptedOut: boolean
  /** Accepted texts since the last reply, or since an opt-out was lifted. */
  texts: number
  firstAt: Instant | null
  lastAt: Instant | null
  /** Of the texts up to the last reply, how many were answered. */
  before: { reminded: number; replied: number }
  /** Why the newest sends failed, newest first; null for one that was accepted. */
  lastFailures: readonly (string | null)[]
}

/** `since`: when the first text went unanswered. */
export type Suspicion =
  | { cause: "silence"; texts: number; since: Instant; answered: number; asked: number }
  | { cause: "blocked" }

/**
 * Whether the carrier may keep an opt-out that never reached us: it swallows STOP, then drops our
 * texts or refuses them, and nobody is told. Suspected of a phone that answered well, as the need for
 * attention has it, and then left five texts over three days without any word; or of one that twice
 * in a row was refused as blocked. Source: issue 4, Consent and opt-out.
 */
export function suspectOptOut(facts: PhoneSilence): Suspicion | null {
  if (facts.isOptedOut) return null
  const { texts: most, spanMs, blockedSends } = SUSPECT_THRESHOLDS
  const failures = facts.lastFailures.slice(0, blockedSends)
  if (failures.length === blockedSends && failures.every(saysBlocked)) return { cause: "blocked" }
  const { texts, firstAt, lastAt, before } = facts
  if (texts < most || firstAt === null || lastAt === null || lastAt - firstAt < spanMs) return null
  if (!answeredWell(before)) return null
  const { replied: answered, reminded: asked } = before
  return { cause: "silence", texts, since: firstAt, answered, asked }
}

/**
 * Whether a refusal says that the number takes no texts from us. BioT documents no code of its own
 * for it; these are the words that carriers and their gateways use. Our own reasons are lower-case.
 */
export function saysBlocked(reason: string | null): boolean {
  return reason !== null && /OPTED_?OUT|BLOCKED|BLACKLIST|UNSUBSCRIBED/.test(reason)
}

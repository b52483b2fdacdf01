import type { ConsentKind, DoseState, MessageKind } from "@/db/enums"
import { localTimeAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import { type Moot, mootBy, mootOf } from "./moot"
import { hoursBeginAt, isWithin, type SendingHours } from "./sending-hours"

/** What is known of a queued message when its turn comes. */
export type ClaimFacts = {
  kind: MessageKind
  /** E.164: the one it was written for, and the patient's own now, null if that cannot be texted. */
  phone: string
  phoneNow: string | null
  isEnabled: boolean
  isDeleted: boolean
  isOptedOut: boolean
  consent: { kind: ConsentKind; outsideHours: boolean } | null
  isScheduled: boolean
  timeZone: string
  sendingHours: SendingHours
  expiresAt: Instant
  doses: readonly { state: DoseState; replied: boolean }[]
  /** When the first window of its doses closes now, as an edit may have moved it; null: of no dose. */
  closesAt: Instant | null
}

/** Why a text that was let go once does not go, and whether that is a failure, moot or too late. */
export type QueueRefusal = { kind: "failed" | "cancelled" | "late"; reason: string }

export type Standing =
  | { kind: "go" }
  | { kind: "hold"; notBefore: Instant }
  | { kind: "end"; refusal: QueueRefusal }

/**
 * Whether a text that waited may still go out: what changed meanwhile ends it without a try, and
 * outside the patient's hours it waits on. The answer to a cry for help stops only at what makes it
 * impossible. Source: design 5-sending, One message and The gate.
 */
export function standingOf(facts: ClaimFacts, now: Instant): Standing {
  const reason = failureOf(facts)
  if (reason) return { kind: "end", refusal: { kind: "failed", reason } }
  if (facts.kind === "safety") return { kind: "go" }
  const moot = mootOf(facts.doses.map((dose) => mootFor(facts.kind, dose)))
  if (moot) return { kind: "end", refusal: { kind: "cancelled", reason: moot } }
  if (facts.closesAt !== null && facts.closesAt <= now) {
    return { kind: "end", refusal: { kind: "late", reason: "window_closed" } }
  }
  return hoursOf(facts, now)
}

function failureOf(facts: ClaimFacts): string | null {
  if (facts.isDeleted) return "patient_deleted"
  if (!facts.isEnabled) return "patient_disabled"
  if (facts.isOptedOut) return "opted_out"
  // A cry for help is answered where it came from.
  if (facts.kind === "safety") return null
  if (facts.phone !== facts.phoneNow) return "phone_changed"
  return facts.consent?.kind === "withdrawn" ? "consent_withdrawn" : null
}

function mootFor(kind: MessageKind, { state, replied }: ClaimFacts["doses"][number]): Moot | null {
  return mootBy(state) ?? (kind === "nudge" && replied ? "already_answered" : null)
}

function hoursOf(facts: ClaimFacts, now: Instant): Standing {
  const { timeZone, sendingHours, expiresAt, closesAt } = facts
  if (isWithin(localTimeAt(now, timeZone), sendingHours)) return { kind: "go" }
  if (facts.isScheduled && facts.consent?.outsideHours) return { kind: "go" }
  const notBefore = hoursBeginAt(now, timeZone, sendingHours)
  if (notBefore < Math.min(expiresAt, closesAt ?? expiresAt)) return { kind: "hold", notBefore }
  const reason = closesAt === null ? "hours_too_late" : "quiet_hours"
  return { kind: "end", refusal: { kind: "failed", reason } }
}

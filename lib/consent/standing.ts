import type { GateVerdict, Refusal } from "@/lib/messages/gate"
import type { Instant } from "@/lib/time"

const REFUSED = [
  "patient_disabled",
  "no_phone",
  "bad_phone",
  "opted_out",
  "no_consent",
  "consent_withdrawn",
  "daily_cap",
] as const satisfies readonly Refusal[]

type Says =
  | (typeof REFUSED)[number]
  | "deleted"
  | "refused"
  | "suspected"
  | "held"
  | "anyHour"
  | "inHours"

/** Whether a patient may be texted now, and which sentence says so; `until` belongs to its end. */
export type Standing = {
  tone: "good" | "warning" | "danger"
  says: Says
  until: Instant | null
}

/**
 * The gate's own verdict on a text by hand; null verdict: the patient was deleted. So this page and
 * the sending cannot say different things.
 */
export function standingOf(
  verdict: GateVerdict | null,
  consent: { outsideHours: boolean },
): Standing {
  const until = null
  if (verdict === null) return { tone: "danger", says: "deleted", until }
  const { refusal, warnings, heldUntil } = verdict
  if (refusal !== null) {
    const says = REFUSED.find((each) => each === refusal) ?? "refused"
    return { tone: refusal === "daily_cap" ? "warning" : "danger", says, until }
  }
  if (warnings.includes("suspected_opt_out")) return { tone: "warning", says: "suspected", until }
  if (heldUntil !== null) return { tone: "good", says: "held", until: heldUntil }
  return { tone: "good", says: consent.outsideHours ? "anyHour" : "inHours", until }
}

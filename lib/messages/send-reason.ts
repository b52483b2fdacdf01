import { saysBlocked } from "@/lib/consent/suspect"

/** What a kept reason says: one of ours or BioT's that has words, or what is known of any other. */
export type SendReason =
  | { kind: "known"; code: string }
  /** The portal could not sign in at BioT, so nothing can have gone out. */
  | { kind: "login"; code: string }
  /** The carrier keeps an opt-out. */
  | { kind: "blocked" }
  /** A code of BioT's without words of ours. */
  | { kind: "answered"; code: string }
  /** Words as they were kept. */
  | { kind: "plain"; code: string }

/** Reads why a message is in its state; null: its state says all. */
export function readSendReason(
  reason: string | null,
  isKnown: (code: string) => boolean,
): SendReason | null {
  if (reason === null) return null
  const plain = reason.replace(/^service_login: /, "")
  if (plain !== reason) {
    return isAway(plain) ? { kind: "known", code: "unreachable" } : { kind: "login", code: plain }
  }
  if (isKnown(plain)) return { kind: "known", code: plain }
  if (saysBlocked(plain)) return { kind: "blocked" }
  if (/^[A-Z]/.test(plain)) return { kind: "answered", code: plain }
  return { kind: "plain", code: plain.replaceAll("_", " ") }
}

function isAway(code: string): boolean {
  return code === "unreachable" || code === "TIMEOUT" || /^E[A-Z]+$/.test(code)
}

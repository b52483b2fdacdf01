import type { Confidence, Intent } from "@/db/enums"
import type { SafetyKind } from "../languages/table"

/** What a patient wrote, what it means, how certain that is, and the alarm it raises, if any. */
export type Vector = readonly [text: string, Intent, Confidence, SafetyKind?]

/**
 * Vectors under one heading share a language and whether the patient had opted out before. To
 * question a reading, find the words here; to change one, change `languages/` until this table holds.
 */
export type VectorGroup = {
  heading: string
  locale: string | null
  optedOut?: boolean
  rows: readonly Vector[]
}

/** Texts that are read alike, one a line. */
export function readAs(
  intent: Intent,
  confidence: Confidence,
  texts: string,
  safety?: SafetyKind,
): Vector[] {
  return texts
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => [text, intent, confidence, safety])
}

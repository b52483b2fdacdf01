import { isEnough } from "@/lib/doses/shares"
import { type GroupTally, sharesOf, type Tally } from "./tally"

export const ENOUGH_PATIENTS = 5

/** The figures of a group; the table of weekdays and hours shows one of them. */
export const MEASURES = ["rate", "response", "reach"] as const
export type Measure = (typeof MEASURES)[number]

export const readMeasure = (given: unknown): Measure =>
  MEASURES.find((each) => each === given) ?? "rate"

/** A figure as the two numbers that it is divided of. */
export function measured(tally: Tally, measure: Measure): { part: number; whole: number } {
  const { n, taken } = sharesOf(tally)
  if (measure === "response") return { part: tally.replied, whole: tally.asked }
  if (measure === "reach") return { part: n, whole: n + tally.not_reminded }
  return { part: taken, whole: n }
}

/** Why a figure of a group says too little to be shown; null: it says enough. */
export function tooFew(tally: GroupTally, measure: Measure): "patients" | "doses" | null {
  if (tally.patients < ENOUGH_PATIENTS) return "patients"
  return isEnough(measured(tally, measure).whole) ? null : "doses"
}

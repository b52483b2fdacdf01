import { sharesOf, type Tally } from "./tally"

/** Which figure the table of weekdays and hours shows. */
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

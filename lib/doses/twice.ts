import { MINUTE_MS } from "@/lib/time"
import { type DoseFact, liveFacts } from "./reduce"

/** Who says so again sooner repeats the answer; later it may be a second intake. */
const APART_MS = 30 * MINUTE_MS

/** Whether the patient's own standing statements report the dose taken twice, well apart. */
export function isReportedTwice(events: readonly DoseFact[]): boolean {
  const takes = liveFacts(events).filter(
    ({ kind, source }) => kind === "taken" && source === "patient",
  )
  const [first, last] = [takes.at(0), takes.at(-1)]
  return first !== undefined && last !== undefined && last.at - first.at >= APART_MS
}

import type { DoseState } from "@/db/enums"
import type { Instant } from "@/lib/time"

/** What staff can say of doses. */
export const CORRECTIONS = ["taken", "not_taken", "excused"] as const
export type Correction = (typeof CORRECTIONS)[number]

/**
 * Why a correction does not apply to a dose: it lies ahead, the schedule no longer has it, it stands
 * so already, it is excused (which hides whatever is said), it was taken (leaving that out would
 * lower the rate), or it changed while one was looking.
 */
export type Obstacle = "to_come" | "cancelled" | "already" | "excused" | "taken" | "changed"

const TAKEN: readonly DoseState[] = ["taken_on_time", "taken_late", "taken_confirmed"]

const SO_ALREADY: Record<Correction, readonly DoseState[]> = {
  // What the patient reported keeps its time; staff's word without one would take "on time" away.
  taken: TAKEN,
  not_taken: ["not_taken"],
  excused: ["excused"],
}

/** Nobody has said anything yet; from one of these to another only the clock leads. */
const UNSAID: readonly DoseState[] = ["scheduled", "pending", "no_response", "not_reminded"]

/** Whether somebody said something about a dose since it was seen as `seen`. */
export function isChangedSince(seen: DoseState, state: DoseState): boolean {
  return state !== seen && !(UNSAID.includes(seen) && UNSAID.includes(state))
}

/**
 * What keeps staff from saying `as` of a dose; null: nothing does. `from` is when its window opens:
 * nobody took a dose before, but one to come may be excused. `isTimed`: with the time of the intake,
 * which says more than a report that stands already.
 */
export function obstacleTo(
  as: Correction,
  dose: { state: DoseState; from: Instant; isTimed?: boolean },
  now: Instant,
): Obstacle | null {
  if (dose.state === "cancelled") return "cancelled"
  if (SO_ALREADY[as].includes(dose.state)) return dose.isTimed ? null : "already"
  if (as === "excused") return TAKEN.includes(dose.state) ? "taken" : null
  if (dose.state === "excused") return "excused"
  return dose.from > now && dose.state === "scheduled" ? "to_come" : null
}

const AFTER: Record<Correction, DoseState> = {
  taken: "taken_confirmed",
  not_taken: "not_taken",
  excused: "excused",
}

/** The state of a dose once staff have said `as` of it and nothing was in the way. */
export function stateAfter(as: Correction): DoseState {
  return AFTER[as]
}

/** "ill" is a reason; less is none. */
export const SHORTEST_REASON = 3

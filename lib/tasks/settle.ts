import type { DoseState, TaskOutcome } from "@/db/enums"
import { isTaken } from "@/lib/doses/figures"

export type StatedKind = "taken" | "not_taken" | "excused"

const STATES: Partial<Record<TaskOutcome, StatedKind>> = {
  reached_taken: "taken",
  reached_not_taken: "not_taken",
  excused: "excused",
}

/** What the outcome of a follow-up states about its doses; null: nothing. */
export function statedBy(outcome: TaskOutcome): StatedKind | null {
  return STATES[outcome] ?? null
}

/**
 * Whether the outcome still says something new of a dose in `state`: what was reported taken
 * meanwhile, or taken out of the figures, stays as it is.
 */
export function saysAnew(kind: StatedKind, state: DoseState): boolean {
  if (isTaken(state) || state === "excused" || state === "cancelled") return false
  return kind !== "not_taken" || state !== "not_taken"
}

/** Outcomes that whoever reads the dose later will want explained. */
export function needsReason(outcome: TaskOutcome): boolean {
  return outcome === "reached_not_taken" || outcome === "excused"
}

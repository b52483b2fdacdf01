import type { ReplyDecisionKind } from "@/db/enums"

type Decided = { id: string; kind: ReplyDecisionKind; undoes: string | null }

/**
 * The decision that an undo would take back: the last one that still stands; null: none does. A
 * `retry` moved nothing by itself and is passed over. `decisions` come in the order of their time.
 */
export function standingDecision<T extends Decided>(decisions: readonly T[]): T | null {
  const undone = new Set(decisions.map(({ undoes }) => undoes))
  const movers = decisions.filter(({ kind }) => kind !== "undo" && kind !== "retry")
  return movers.findLast(({ id }) => !undone.has(id)) ?? null
}

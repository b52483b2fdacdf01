import { type DoseFact, isStatement, liveFacts } from "@/lib/doses/reduce"
import type { ReplyEffect } from "./decide"

export type Restatement = {
  /** What is to be stated anew; null: nothing, or it stands already. */
  state: ReplyEffect | null
  /** The events to take back. */
  voids: string[]
}

/**
 * What to append to a dose's `events` so that of everything that the portal heard in a reply just
 * `wanted` stands. A reply that is read again thus leaves both its histories; what staff took back
 * stays taken back.
 */
export function restatement(
  replyId: string,
  wanted: ReplyEffect | null,
  events: readonly DoseFact[],
): Restatement {
  const own = events.filter((fact) => fact.replyId === replyId && isPatients(fact))
  const live = new Set(liveFacts(events).map(({ id }) => id))
  const same = own.find(({ kind }) => kind === wanted)
  const others = own.filter((fact) => fact !== same && live.has(fact.id)).map(({ id }) => id)
  if (!same) return { state: wanted, voids: others }
  if (live.has(same.id)) return { state: null, voids: others }
  return { state: null, voids: [...others, ...voidersOf(same, events)] }
}

/** The events of a dose without what came of one reply: what stood before it was read. */
export function othersWords(replyId: string, events: readonly DoseFact[]): DoseFact[] {
  return events.filter((fact) => fact.replyId !== replyId)
}

function isPatients(fact: DoseFact): boolean {
  return fact.source === "patient" && isStatement(fact)
}

/** What the portal itself took a fact back with and has not undone since. */
function voidersOf({ id }: DoseFact, events: readonly DoseFact[]): string[] {
  const undone = new Set(events.flatMap(({ kind, voids }) => (kind === "voided" ? [voids] : [])))
  const voiders = events.filter(
    ({ kind, voids, source }) => kind === "voided" && voids === id && source === "system",
  )
  return voiders.map((voider) => voider.id).filter((voider) => !undone.has(voider))
}

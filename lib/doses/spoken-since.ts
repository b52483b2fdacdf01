import type { DoseFact } from "./reduce"

const WORDS: readonly DoseFact["kind"][] = ["taken", "not_taken", "excused", "voided"]

/**
 * Whether the patient or staff have said more about a dose after `said`, or took something else
 * back: undoing `said` would then not give back what was there before.
 */
export function isSpokenSince(events: readonly DoseFact[], said: DoseFact): boolean {
  const targets = new Map(events.map(({ id, voids }) => [id, voids ?? null]))
  /** Taking `said` back, or giving it back again, says nothing new. */
  const isAboutSaid = (id: string, path: readonly string[] = []): boolean => {
    const target = targets.get(id)
    if (!target || path.includes(target)) return false
    return target === said.id || isAboutSaid(target, [...path, target])
  }
  return events.some(
    ({ id, kind, recordedAt }) =>
      id !== said.id && WORDS.includes(kind) && recordedAt >= said.recordedAt && !isAboutSaid(id),
  )
}

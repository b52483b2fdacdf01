import type { DoseState } from "@/db/enums"
import { type Correction, type Obstacle, obstacleTo, stateAfter } from "@/lib/doses/correctable"
import type { TimelineDose } from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"

export type CorrectionPreview = {
  /** From which state to which, the most doses first. */
  changes: { from: DoseState; to: DoseState; doses: TimelineDose[] }[]
  /** Those that the correction does not apply to, by what is in its way. */
  stays: { why: Obstacle; doses: TimelineDose[] }[]
  /** Those that are saved. */
  applies: TimelineDose[]
}

/** Those that were selected when the form was opened and are shown no more. */
export function goneFrom(
  asked: readonly TimelineDose[],
  shown: readonly TimelineDose[],
): TimelineDose[] {
  const ids = new Set(shown.map(({ id }) => id))
  return asked.filter(({ id }) => !ids.has(id))
}

/** What saying `as` of doses would do to each of them, by the rule of the verb itself. */
export function previewCorrection(
  doses: readonly TimelineDose[],
  as: Correction,
  now: Instant,
): CorrectionPreview {
  const changes = new Map<DoseState, TimelineDose[]>()
  const stays = new Map<Obstacle, TimelineDose[]>()
  const applies: TimelineDose[] = []
  for (const dose of doses) {
    const why = obstacleTo(as, { state: dose.state, from: dose.opensAt }, now)
    if (why) {
      stays.set(why, [...(stays.get(why) ?? []), dose])
      continue
    }
    applies.push(dose)
    changes.set(dose.state, [...(changes.get(dose.state) ?? []), dose])
  }
  const to = stateAfter(as)
  return {
    changes: [...changes]
      .map(([from, changed]) => ({ from, to, doses: changed }))
      .sort((a, b) => b.doses.length - a.doses.length),
    stays: [...stays].map(([why, left]) => ({ why, doses: left })),
    applies,
  }
}

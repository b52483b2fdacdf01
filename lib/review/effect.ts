import type { DoseState } from "@/db/enums"
import type { NamedDose } from "@/lib/doses/named-dose"
import { type DoseFact, type DoseTimes, reduceDose } from "@/lib/doses/reduce"
import { addDays, type LocalDate } from "@/lib/local-date"
import {
  type GivenReply,
  givenEvents,
  type Meaning,
  ownStatements,
} from "@/lib/replies/given-events"
import type { Instant } from "@/lib/time"

/** A dose with everything stated about it, so that its state after a decision can be derived. */
export type CalendarDose = DoseTimes & NamedDose & { id: string; events: DoseFact[] }

/** One dose before and after a decision; most are the same. */
export type DoseEffect = NamedDose & { doseId: string; before: DoseState; after: DoseState }

/**
 * How the doses of one patient would stand if a person gave the reply to `doseIds`, by the rule of
 * the decision itself. Without `doseIds` it is what taking the reply away from this patient leaves.
 */
export function effectOfGiving(
  reply: GivenReply,
  to: { doseIds: readonly string[]; meaning: Meaning },
  doses: readonly CalendarDose[],
  now: Instant,
): DoseEffect[] {
  const chosen = doses.filter(({ id }) => to.doseIds.includes(id))
  const left = doses.filter(
    (dose) => !to.doseIds.includes(dose.id) && ownStatements(reply.id, dose).length > 0,
  )
  const given = givenEvents(reply, to.meaning, { chosen, left })
  const by = { source: "staff" as const, at: now, recordedAt: now, replyId: reply.id }
  return doses.map((dose) => {
    const added = given
      .filter(({ doseId }) => doseId === dose.id)
      .map((event, n): DoseFact => ({ id: `given ${n}`, ...by, ...event }))
    return effect(dose, dose.events, [...dose.events, ...added], now)
  })
}

/** What the events of a decision have changed: each dose without them and with them. */
export function effectOfEvents(
  eventIds: readonly string[],
  doses: readonly CalendarDose[],
  now: Instant,
): DoseEffect[] {
  return doses.map((dose) => {
    const before = dose.events.filter(({ id }) => !eventIds.includes(id))
    return effect(dose, before, dose.events, now)
  })
}

function effect(
  dose: CalendarDose,
  before: readonly DoseFact[],
  after: readonly DoseFact[],
  now: Instant,
): DoseEffect {
  const { id: doseId, medication, localDate, slot } = dose
  return {
    ...{ doseId, medication, localDate, slot },
    before: reduceDose(dose, before, now).state,
    after: reduceDose(dose, after, now).state,
  }
}

export const isChanged = ({ before, after }: DoseEffect): boolean => before !== after

export type EffectRow = { id: string; medication: string; slot: string; cells: DoseEffect[] }

const DAYS_AROUND = 3

/** The seven days around `centre`, and the regimens' slots that have doses in them. */
export function effectRows(
  effects: readonly DoseEffect[],
  centre: LocalDate,
): { days: LocalDate[]; rows: EffectRow[] } {
  const days = Array.from({ length: 2 * DAYS_AROUND + 1 }, (_, n) =>
    addDays(centre, n - DAYS_AROUND),
  )
  const rows = new Map<string, EffectRow>()
  for (const cell of effects) {
    if (!days.includes(cell.localDate)) continue
    const { medication, slot } = cell
    const id = `${medication} ${slot}`
    const row = rows.get(id) ?? { id, medication, slot, cells: [] }
    row.cells.push(cell)
    rows.set(id, row)
  }
  const ordered = [...rows.values()].sort(
    (a, b) => a.slot.localeCompare(b.slot) || a.medication.localeCompare(b.medication),
  )
  return { days, rows: ordered }
}

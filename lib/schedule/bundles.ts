import { grouped } from "@/lib/grouped"
import { bundleDoses } from "@/lib/regimens/occurrences"
import type { Instant } from "@/lib/time"

export type RemindableDose = {
  id: string
  patientId: string
  dueAt: Instant
  /** How many reminders about it a period or an edit, taken back since, has withdrawn. */
  withdrawn: number
}
export type ScheduledAsk = { patientId: string; doseIds: string[]; attempt: string }

/**
 * The first reminder of each patient whose turn has come at `now`: the earliest dose with those due
 * up to 30 minutes after it, which it asks about too. Whoever has several gets the next one once
 * this one is written. `attempt` names it by its first dose, for every worker the same.
 */
export function firstReminders(doses: readonly RemindableDose[], now: Instant): ScheduledAsk[] {
  return [...grouped(doses, ({ patientId }) => patientId)].flatMap(([patientId, theirs]) => {
    const [bundle] = bundleDoses([...theirs].sort(byDueTime))
    const [first] = bundle ?? []
    if (!bundle || !first || first.dueAt > now) return []
    return { patientId, doseIds: bundle.map(({ id }) => id), attempt: attemptOf(first) }
  })
}

/** A withdrawn reminder keeps its name, so the one in its place needs another. */
function attemptOf({ id, withdrawn }: RemindableDose): string {
  return withdrawn === 0 ? `reminder:${id}` : `reminder:${id}:${withdrawn}`
}

function byDueTime(a: RemindableDose, b: RemindableDose): number {
  return a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)
}

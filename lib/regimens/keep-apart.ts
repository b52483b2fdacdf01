import { HOUR_MS, type Instant } from "@/lib/time"
import { closeBefore, type DoseWindow } from "./occurrences"

/** A reminder asks about everything that is due within the hour after it. */
export const ASKED_TOGETHER_MS = HOUR_MS

/**
 * A dose of one regimen after a change of zone: `moved` to the new clock, `stays` where it was
 * though it could be changed, or `fixed`, because somebody was or may have been asked about it.
 */
export type PlacedDose = DoseWindow & {
  id: string
  dueAt: Instant
  how: "moved" | "stays" | "fixed"
}

/**
 * Says which doses of ONE regimen are to be cancelled so that no reminder asks for two at once, and
 * closes the windows of the others in time for the next. What stays gives way to what moved, and
 * what moved to what is fixed; the fixed ones come back as they were. In order of due time.
 */
export function keepApart<T extends PlacedDose>(
  doses: readonly T[],
): (T & { isCancelled: boolean })[] {
  const of = (how: T["how"]) => doses.filter((dose) => dose.how === how)
  const fixed = of("fixed")
  const movedOut = of("moved").filter((dose) => isAskedWith(dose, fixed))
  const moved = of("moved").filter((dose) => !movedOut.includes(dose))
  const out = new Set([...movedOut, ...of("stays").filter((dose) => isAskedWith(dose, moved))])
  const inOrder = [...doses].sort((a, b) => a.dueAt - b.dueAt)
  const kept = inOrder.filter((dose) => !out.has(dose))
  return inOrder.map((dose) => {
    if (dose.how === "fixed" || out.has(dose)) return { ...dose, isCancelled: out.has(dose) }
    const next = kept.find(({ dueAt }) => dueAt > dose.dueAt)
    const closesAt = next
      ? Math.min(dose.closesAt, closeBefore(dose.dueAt, next.dueAt))
      : dose.closesAt
    const onTimeUntil = Math.min(dose.onTimeUntil, closesAt)
    return { ...dose, onTimeUntil, closesAt, isCancelled: false }
  })
}

function isAskedWith(dose: PlacedDose, others: readonly PlacedDose[]): boolean {
  return others.some(({ dueAt }) => Math.abs(dueAt - dose.dueAt) <= ASKED_TOGETHER_MS)
}

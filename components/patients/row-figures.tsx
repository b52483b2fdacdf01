import { ArrowDownRight, ArrowUpRight } from "lucide-react"
import { InlineStat } from "@/components/ui/stat"
import { ENOUGH_DOSES, wholePercent } from "@/lib/doses/figures"
import type { PatientRow } from "@/lib/patients/patient-row"

/** `86 % · 24 of 28 · 86–96 %`. */
export function ReportedFigure({ row }: { row: PatientRow }) {
  const { taken30, expected30, undecided30 } = row
  if (expected30 < ENOUGH_DOSES) return <InlineStat value={null} of={[taken30, expected30]} />
  const low = wholePercent(taken30 / expected30)
  const high = wholePercent(Math.min(1, (taken30 + undecided30) / expected30))
  return <InlineStat value={low} unit="%" of={[taken30, expected30]} range={[low, high]} />
}

/** Points of this week on the week before; nothing where that means nothing. */
export function Trend({ points }: { points: number | null }) {
  if (points === null) return null
  const Icon = points > 0 ? ArrowUpRight : ArrowDownRight
  return (
    <span className="flex items-center gap-1">
      <Icon aria-hidden className="size-4" />
      {points > 0 ? "+" : "−"}
      {Math.abs(points)} points
    </span>
  )
}

export function gapWords(doses: number): string {
  if (doses === 0) return ""
  return `${doses} ${doses === 1 ? "dose" : "doses"}`
}

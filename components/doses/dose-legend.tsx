import { DoseGlyph } from "@/components/doses/dose-glyph"
import { cn } from "@/components/ui/cn"
import type { DoseState } from "@/db/enums"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"

/** From the best known to the least, as a person would read them. */
const ORDER: readonly DoseState[] = [
  "taken_on_time",
  "taken_late",
  "taken_confirmed",
  "not_taken",
  "no_response",
  "conflicting",
  "not_reminded",
  "excused",
  "pending",
  "scheduled",
  "cancelled",
]

type DoseLegendProps = { states: Iterable<DoseState>; className?: string }

/** What the glyphs mean; only those that are on the screen. */
export function DoseLegend({ states, className }: DoseLegendProps) {
  const present = new Set(states)
  return (
    <ul
      aria-label="Legend"
      className={cn("flex flex-wrap gap-x-4 gap-y-1.5 text-muted-foreground text-xs", className)}
    >
      {ORDER.filter((state) => present.has(state)).map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <DoseGlyph state={state} decorative />
          {stateWords(state)}
        </li>
      ))}
    </ul>
  )
}

/** The state's words at the beginning of a line: "Reported taken late". */
export function stateWords(state: DoseState): string {
  const { label } = DOSE_GLYPHS[state]
  return label.charAt(0).toUpperCase() + label.slice(1)
}

"use client"

import { useTranslations } from "next-intl"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { cn } from "@/components/ui/cn"
import type { DoseState } from "@/db/enums"

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
  const t = useTranslations("doses")
  const { stateAtStart } = useDoseWords()
  const present = new Set(states)
  return (
    <ul
      aria-label={t("legend")}
      className={cn("flex flex-wrap gap-x-4 gap-y-1.5 text-muted-foreground text-xs", className)}
    >
      {ORDER.filter((state) => present.has(state)).map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <DoseGlyph state={state} decorative />
          {stateAtStart(state)}
        </li>
      ))}
    </ul>
  )
}

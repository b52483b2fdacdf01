"use client"

import type { UseQueryResult } from "@tanstack/react-query"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { ChoiceGroup, ChoiceLine } from "@/components/review/choice"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"
import { shortDate } from "@/lib/doses/sentence"
import type { CandidateDose } from "@/lib/review/item"

type DoseChoiceProps = {
  doses: UseQueryResult<CandidateDose[]>
  chosen: readonly string[]
  error: string | null
  onChoose: (ids: string[]) => void
}

/** The patient's doses, the likeliest first; one text may answer several. */
export function DoseChoice({ doses, chosen, error, onChoose }: DoseChoiceProps) {
  if (doses.isError) {
    return (
      <ChoiceGroup legend="Dose" error={doses.error.message}>
        <Button className="justify-self-start" onClick={() => doses.refetch()}>
          Load doses again
        </Button>
      </ChoiceGroup>
    )
  }
  return (
    <ChoiceGroup legend="Dose" error={error}>
      {doses.data ? null : (
        <>
          <SkeletonNote>Loading doses</SkeletonNote>
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </>
      )}
      {doses.data?.length === 0 ? (
        <p className="text-muted-foreground text-sm">
          This patient has no doses in the week before this reply.
        </p>
      ) : null}
      <div className="-m-1 grid max-h-72 gap-1.5 overflow-y-auto p-1">
        {doses.data?.map((dose) => (
          <DoseLine
            key={dose.id}
            dose={dose}
            isChosen={chosen.includes(dose.id)}
            onToggle={(on) =>
              onChoose(on ? [...chosen, dose.id] : chosen.filter((id) => id !== dose.id))
            }
          />
        ))}
      </div>
    </ChoiceGroup>
  )
}

type DoseLineProps = { dose: CandidateDose; isChosen: boolean; onToggle: (on: boolean) => void }

function DoseLine({ dose, isChosen, onToggle }: DoseLineProps) {
  const hint = dose.isProposed
    ? "its message asked about this"
    : dose.wasOpen
      ? "window was open"
      : null
  return (
    <ChoiceLine>
      <Checkbox checked={isChosen} onChange={(event) => onToggle(event.target.checked)} />
      <span className="grid min-w-0 flex-1">
        <span className="truncate">
          {shortDate(dose.localDate)} {dose.slot}, {dose.medication}
        </span>
        <span className="text-muted-foreground text-xs">
          {DOSE_GLYPHS[dose.state].label}
          {hint ? ` · ${hint}` : null}
        </span>
      </span>
      <DoseGlyph state={dose.state} decorative />
    </ChoiceLine>
  )
}

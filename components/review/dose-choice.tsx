"use client"

import type { UseQueryResult } from "@tanstack/react-query"
import { useState } from "react"
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

const MOST_AT_FIRST = 4

/** The patient's doses, the likeliest first; one text may answer several. */
export function DoseChoice({ doses, chosen, error, onChoose }: DoseChoiceProps) {
  const [isWhole, setWhole] = useState(false)
  const all = doses.data ?? []
  const shown = isWhole
    ? all
    : all.filter(({ id }, at) => at < MOST_AT_FIRST || chosen.includes(id))
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
      {shown.map((dose) => (
        <DoseLine
          key={dose.id}
          dose={dose}
          isChosen={chosen.includes(dose.id)}
          onToggle={(on) =>
            onChoose(on ? [...chosen, dose.id] : chosen.filter((id) => id !== dose.id))
          }
        />
      ))}
      {shown.length < all.length ? (
        <Button variant="link" className="justify-self-start" onClick={() => setWhole(true)}>
          Show {all.length - shown.length} more {all.length - shown.length === 1 ? "dose" : "doses"}
        </Button>
      ) : null}
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
    </ChoiceLine>
  )
}

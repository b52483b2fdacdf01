"use client"

import type { UseQueryResult } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useDoseNames } from "@/components/composer/dose-names"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { ChoiceGroup, ChoiceLine } from "@/components/review/choice"
import { useClueWords } from "@/components/review/evidence-words"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import type { CandidateDose, CandidateDoses } from "@/lib/review/item"

type DoseChoiceProps = {
  doses: UseQueryResult<CandidateDoses>
  chosen: readonly string[]
  error: string | null
  onChoose: (ids: string[]) => void
}

const MOST_AT_FIRST = 4

/** The patient's doses, the likeliest first; one text may answer several. */
export function DoseChoice({ doses, chosen, error, onChoose }: DoseChoiceProps) {
  const t = useTranslations("review.choice")
  const [isWhole, setWhole] = useState(false)
  const all = doses.data?.doses ?? []
  const shown = isWhole
    ? all
    : all.filter(({ id }, at) => at < MOST_AT_FIRST || chosen.includes(id))
  if (doses.isError) {
    return (
      <ChoiceGroup legend={t("dose")} error={doses.error.message}>
        <Button className="justify-self-start" onClick={() => doses.refetch()}>
          {t("reload")}
        </Button>
      </ChoiceGroup>
    )
  }
  return (
    <ChoiceGroup legend={t("dose")} error={error}>
      {doses.data ? null : (
        <>
          <SkeletonNote>{t("loading")}</SkeletonNote>
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </>
      )}
      {doses.data && all.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("noDoses")}</p>
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
          {t("moreDoses", { n: all.length - shown.length })}
        </Button>
      ) : null}
    </ChoiceGroup>
  )
}

type DoseLineProps = { dose: CandidateDose; isChosen: boolean; onToggle: (on: boolean) => void }

function DoseLine({ dose, isChosen, onToggle }: DoseLineProps) {
  const t = useTranslations("review.choice")
  const { name } = useDoseNames()
  const { state } = useDoseWords()
  const clues = useClueWords()
  const { certainty, evidence } = dose
  return (
    <ChoiceLine className="items-start">
      <Checkbox
        checked={isChosen}
        onChange={(event) => onToggle(event.target.checked)}
        className="mt-0.5"
      />
      <span className="grid min-w-0 flex-1">
        <span className="truncate">{name(dose)}</span>
        <span className="text-muted-foreground text-xs">
          {state(dose.state)} ·{" "}
          <span className={certainty === "possible" ? undefined : "font-medium text-foreground"}>
            {t(certainty)}
          </span>
          : {evidence.map(clues.dose).join("; ")}
        </span>
      </span>
    </ChoiceLine>
  )
}

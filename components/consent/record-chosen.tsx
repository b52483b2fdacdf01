"use client"

import { useTranslations } from "next-intl"
import { useEffect, useEffectEvent, useState } from "react"
import { choiceOf, useSelection } from "@/components/batches/selection"
import { type Recorded, RecordManyForm } from "@/components/consent/record-many-form"
import { useAction } from "@/components/live/use-action"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import { chooseConsents } from "@/lib/consent/actions"
import type { ConsentCandidates } from "@/lib/consent/many"

/** Asks once who is meant; a selection of all that match has no names yet. */
export function RecordChosen({ onRecorded }: { onRecorded: (recorded: Recorded) => void }) {
  const t = useTranslations("consent.many")
  const { selection } = useSelection()
  const [choice] = useState(() => choiceOf(selection))
  const [found, setFound] = useState<ConsentCandidates | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const choose = useAction(chooseConsents, { says: t("unanswered") })
  const ask = useEffectEvent(() => choose({ choice }))
  useEffect(() => {
    let isOver = false
    ask().then((answer) => {
      if (isOver) return
      if (answer.ok) setFound(answer.value)
      else setProblem(answer.error.sentence)
    })
    return () => {
      isOver = true
    }
  }, [])
  if (problem !== null) {
    return (
      <p role="alert" className="text-danger text-sm">
        {problem}
      </p>
    )
  }
  if (found !== null) return <RecordManyForm found={found} onRecorded={onRecorded} />
  return (
    <div className="grid gap-3">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <Skeleton className="h-8" />
      <Skeleton className="h-24" />
    </div>
  )
}

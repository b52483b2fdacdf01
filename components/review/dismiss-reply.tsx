"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useAction } from "@/components/live/use-action"
import { useEffectWords } from "@/components/review/evidence-words"
import { ReasonDialog } from "@/components/review/reason-dialog"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { dismissReply } from "@/lib/review/actions"
import { dosesQuery } from "@/lib/review/query-options"
import { likelyDoses } from "@/lib/review/suggest"

const MOST_LEFT = 3
const OFTEN = ["phone", "text", "noDose", "wrongNumber", "twice", "test"] as const

type DismissReplyProps = {
  replyId: string
  /** Whose doses it leaves as they are; null while nobody knows. */
  patientId?: string | null
  onDone: () => void
}

/** Sets a reply aside, with a reason that stays beside it. */
export function DismissReply({ replyId, patientId = null, onDone }: DismissReplyProps) {
  const t = useTranslations("review.dismiss")
  const [open, setOpen] = useState(false)
  const dismissOne = useAction(dismissReply)
  const { decide, pending, error } = useDecision(() => {
    setOpen(false)
    onDone()
  })
  const dismiss = (reason: string) =>
    decide(
      () => dismissOne({ replyId, reason }),
      () => ({ title: t("done"), description: t("doneHint") }),
    )
  return (
    <ReasonDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button aria-keyshortcuts="d">{t("button")}</Button>}
      title={t("ask")}
      description={t("hint")}
      confirmLabel={t("button")}
      often={OFTEN.map((key) => t(key))}
      pending={pending}
      error={error?.sentence}
      onConfirm={dismiss}
    >
      {patientId ? <WhatItLeaves {...{ replyId, patientId }} /> : null}
    </ReasonDialog>
  )
}

/** The doses that it may have been about, as they stay. */
function WhatItLeaves({ replyId, patientId }: { replyId: string; patientId: string }) {
  const t = useTranslations("review.dismiss")
  const words = useEffectWords()
  const { data } = useQuery(dosesQuery(replyId, patientId))
  const left = likelyDoses(data?.doses ?? []).slice(0, MOST_LEFT)
  if (left.length === 0) return null
  return (
    <ul aria-label={t("leaves")} className="mt-2 grid gap-1 rounded-md bg-subtle p-3 text-sm">
      {left.map((dose) => (
        <li key={dose.id}>{words.stays(dose)}</li>
      ))}
    </ul>
  )
}

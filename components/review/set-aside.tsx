"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { useAction } from "@/components/live/use-action"
import { ReasonDialog } from "@/components/review/reason-dialog"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import { settleSend } from "@/lib/messages/actions"
import type { ReviewMessage } from "@/lib/review/item"

const OFTEN = ["phone", "arrived", "notNeeded", "wrongNumber"] as const

/** Sets a failed or unknown send aside, with a reason that stays beside it. */
export function SetAside({ messageId, onDone }: { messageId: string; onDone: () => void }) {
  const t = useTranslations("review.setAside")
  const [open, setOpen] = useState(false)
  const setAside = useAction(settleSend)
  const { decide, pending, error } = useDecision(() => {
    setOpen(false)
    onDone()
  })
  const settle = (reason: string) =>
    decide(
      () => setAside({ messageId, reason }),
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
      onConfirm={settle}
    />
  )
}

type SettledProps = { settled: NonNullable<ReviewMessage["settled"]>; zone: string }

/** Somebody has set it aside. */
export function Settled({ settled: { by, at, note }, zone }: SettledProps) {
  const t = useTranslations("review.setAside")
  const nameOf = usePersonName()
  const time = () => <Time instant={at} zone={zone} />
  return (
    <div role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm">
      <p className="font-medium">
        {by
          ? t.rich("settled", { name: nameOf(by), time, ...ISOLATED })
          : t.rich("somebody", { time, ...ISOLATED })}
      </p>
      <p className="whitespace-pre-wrap break-words text-muted-foreground">
        <Quoted>{note}</Quoted>
      </p>
    </div>
  )
}

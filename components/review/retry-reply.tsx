"use client"

import { RotateCcw } from "lucide-react"
import { useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { retryReply } from "@/lib/review/actions"

const STILL_WAITING = ["failed", "unmatched", "review", "quarantined"]

/** Has the reply read once more; its words are kept whatever comes of it. */
export function RetryReply({ replyId, onDone }: { replyId: string; onDone: () => void }) {
  const t = useTranslations("review.retry")
  const { decide, pending, error } = useDecision(onDone)
  const retryOne = useAction(retryReply)
  const retry = () =>
    decide(
      () => retryOne({ replyId }),
      ({ state }) => ({
        title: t("done"),
        description: t(STILL_WAITING.includes(state) ? "waits" : "left"),
      }),
    )
  return (
    <>
      {error && error.code !== "conflict" ? (
        <p role="alert" className="basis-full text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
      <Button aria-keyshortcuts="r" pending={pending} onClick={retry}>
        <RotateCcw aria-hidden />
        {t("button")}
      </Button>
    </>
  )
}

"use client"

import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { Quoted } from "@/components/ui/quoted"
import type { TimelineReply } from "@/lib/patients/timeline"
import { dismissReply } from "@/lib/review/actions"

type WaitingReplyProps = { reply: TimelineReply; mayDismiss: boolean; onDone: () => void }

/** After an answer: the reply that it answers still waits in Review, and need not. */
export function WaitingReply({ reply, mayDismiss, onDone }: WaitingReplyProps) {
  const t = useTranslations("conversation.waiting")
  const { decide, pending, error } = useDecision(onDone)
  const dismissOne = useAction(dismissReply)
  const dismiss = () =>
    decide(
      () => dismissOne({ replyId: reply.id, reason: t("answered") }),
      () => ({ title: t("dismissed"), description: t("dismissedWhy") }),
    )
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-subtle px-3 py-2 text-sm"
    >
      <p className="min-w-0 break-words">
        {t.rich("still", { said: () => <Quoted>{reply.body}</Quoted> })}
      </p>
      {mayDismiss ? (
        <Button size="sm" pending={pending} onClick={dismiss}>
          {t("dismiss")}
        </Button>
      ) : null}
      <Link
        href={`/review?reply=${reply.id}` as Route}
        className="rounded-sm text-primary underline-offset-4 hover:underline"
      >
        {t("open")}
      </Link>
      <Button size="sm" variant="ghost" onClick={onDone}>
        {t("leave")}
      </Button>
      {error ? (
        <p role="alert" className="text-danger">
          {error.sentence}
        </p>
      ) : null}
    </div>
  )
}

"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { RotateCcw, TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { useMessageWords } from "@/components/messages/message-words"
import { AlertDialog, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import { newId } from "@/lib/id"
import { sendAgain } from "@/lib/messages/actions"
import { type AgainRule, againRule } from "@/lib/messages/again"
import type { Refusal } from "@/lib/messages/gate"
import { messageQuery } from "@/lib/messages/log-query-options"

type SendAgainProps = { messageId: string; onSent: (newMessageId: string) => void }

/**
 * Has a message sent again where that may be done: at once if nothing went out, after a warning if
 * nobody knows. Shows nothing where it may not.
 */
export function SendAgain({ messageId, onSent }: SendAgainProps) {
  const { data } = useQuery(messageQuery(messageId))
  if (!data) return null
  const rule = againRule(data.row)
  if (rule.may === "not") return null
  const isUncertain = rule.may === "knowingly"
  return <AgainButton key={messageId} {...{ messageId, onSent, isUncertain }} />
}

type AgainButtonProps = SendAgainProps & { isUncertain: boolean }

/** Asked for without knowing, the server answers with everything that there is to know first. */
function AgainButton({ messageId, onSent, isUncertain }: AgainButtonProps) {
  const t = useTranslations("messages.again")
  const again = useAgain(messageId, onSent)
  return (
    <>
      {again.refusal ? (
        <p role="alert" className="basis-full text-danger text-sm">
          {again.refusal}
        </p>
      ) : null}
      <Button
        data-sends-again
        pending={again.pending && again.warnings.length === 0}
        onClick={() => again.send(false)}
      >
        <RotateCcw aria-hidden />
        {t(isUncertain ? "buttonKnowingly" : "button")}
      </Button>
      <AlertDialog
        open={again.warnings.length > 0}
        onOpenChange={(open) => !open && again.warn([])}
      >
        <ConfirmDialogContent
          title={t(isUncertain ? "askKnowingly" : "ask")}
          description={t("description")}
          confirmLabel={t(isUncertain ? "buttonKnowingly" : "anyway")}
          destructive={isUncertain}
          pending={again.pending}
          onConfirm={() => again.send(true)}
        >
          <ul className="grid gap-1.5 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
            {again.warnings.map((sentence) => (
              <li key={sentence} className="flex items-start gap-2">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {sentence}
              </li>
            ))}
          </ul>
        </ConfirmDialogContent>
      </AlertDialog>
    </>
  )
}

/** The key lives as long as the pane, so that two clicks, and a try after silence, are one. */
function useAgain(messageId: string, onSent: (newMessageId: string) => void) {
  const t = useTranslations("messages.again")
  const words = useMessageWords()
  const refusalWords = useRefusalWords()
  const client = useQueryClient()
  const again = useAction(sendAgain, { says: t("unanswered") })
  const [idempotencyKey] = useState(newId)
  const [warnings, warn] = useState<string[]>([])
  const [refusal, setRefusal] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const send = (knowingly: boolean) => {
    if (pending) return
    setRefusal(null)
    startTransition(async () => {
      const wanted = { messageId, idempotencyKey, knowingly }
      const result = await again(wanted)
      if (result.ok && !result.value.ok && "warnings" in result.value) {
        warn(result.value.warnings.map(({ code }) => words.warning(code)))
        return
      }
      warn([])
      if (!result.ok) setRefusal(result.error.sentence)
      else if (!result.value.ok) {
        setRefusal("sentence" in result.value ? refusalWords(result.value.reason) : null)
      } else {
        const { state, reason, waitSeconds } = result.value
        const wait = waitSeconds ? t("wait", { seconds: waitSeconds }) : words.reason(reason)
        toast(t(`became.${state}`), wait ? { description: wait } : {})
        onSent(result.value.messageId)
      }
      const renewed = [["messages"], ["review"]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      )
      if (result.ok) await Promise.all(renewed)
    })
  }
  return { warnings, warn, refusal, pending, send }
}

/** Why it is not sent again: by the rule of sending again, or by the gate. */
function useRefusalWords() {
  const t = useTranslations("messages.again.not")
  const gate = useTranslations("composer.refusal")
  return (reason: NotAgain | Refusal) =>
    NOT_AGAIN.some((each) => each === reason) ? t(reason as NotAgain) : gate(reason as Refusal)
}

type NotAgain = Extract<AgainRule, { may: "not" }>["reason"]
const NOT_AGAIN: readonly NotAgain[] = ["arrived", "sent", "under_way", "again_already"]

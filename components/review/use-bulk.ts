"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import type { Powers } from "@/components/review/use-decision"
import { useTakeBack } from "@/components/review/use-take-back"
import { toast } from "@/components/ui/toast-store"
import type { ActionResult } from "@/lib/auth/action"
import { acceptSuggestions, dismissReplies, retryReplies } from "@/lib/review/actions"
import type { DecidedLine, QueueItem } from "@/lib/review/item"

export type BulkResult = { item: QueueItem | null; line: DecidedLine }[]

/** What may be done with these replies together; null where it is not for all of them. */
export function bulkOf(marked: readonly QueueItem[], powers: Powers) {
  const isAdmins = marked.some(({ state }) => state === "failed" || state === "quarantined")
  const may = !isAdmins || powers.canDecideAll
  const proposals = marked.flatMap(({ id, proposal }) =>
    proposal ? [{ replyId: id, doseId: proposal.doseId, meaning: proposal.meaning }] : [],
  )
  const canRetry = marked.every(({ reason }) => reason !== "contradiction")
  return {
    dismiss: may && powers.canDismiss,
    retry: may && powers.canRetry && canRetry,
    accept: may && powers.canLink && proposals.length === marked.length ? proposals : null,
  }
}

/** Decides all that are selected as one action; tells of each what became of it. */
export function useBulk(marked: readonly QueueItem[], onDone: (ids: string[]) => void) {
  const t = useTranslations("review.bulk")
  const { tellDecided } = useTakeBack()
  const client = useQueryClient()
  const dismissAll = useAction(dismissReplies)
  const retryAll = useAction(retryReplies)
  const acceptAll = useAction(acceptSuggestions)
  const [pending, startTransition] = useTransition()
  const [result, setResult] = useState<BulkResult | null>(null)
  const run = (
    done: "dismissed" | "retried" | "accepted",
    act: () => Promise<ActionResult<DecidedLine[]>>,
  ) =>
    startTransition(async () => {
      const answer = await act()
      if (!answer.ok) {
        toast.error(answer.error.sentence)
      } else {
        const lines = answer.value
        const item = new Map(marked.map((each) => [each.id, each]))
        setResult(lines.map((line) => ({ item: item.get(line.replyId) ?? null, line })))
        const replies = lines.flatMap((line) =>
          line.ok && line.decisionId
            ? [{ replyId: line.replyId, decisionId: line.decisionId }]
            : [],
        )
        if (replies.length > 0) tellDecided({ title: t(done, { n: replies.length }), replies })
        onDone(lines.flatMap((line) => (line.ok && line.outcome !== "waits" ? [line.replyId] : [])))
      }
      const renewed = client.invalidateQueries({ queryKey: ["review"] })
      if (answer.ok) await renewed
    })
  const replyIds = marked.map(({ id }) => id)
  return {
    pending,
    result,
    close: () => setResult(null),
    dismiss: (reason: string) => run("dismissed", () => dismissAll({ replyIds, reason })),
    retry: () => run("retried", () => retryAll({ replyIds })),
    accept: (replies: NonNullable<ReturnType<typeof bulkOf>["accept"]>) =>
      run("accepted", () => acceptAll({ replies })),
  }
}

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { forgetDecision, keepStep, takeStep, type Undoable } from "@/components/review/undo-store"
import { toast } from "@/components/ui/toast-store"
import { undoDecisions } from "@/lib/review/actions"
import { allWait } from "@/lib/review/waiting"
import { SECOND_MS } from "@/lib/time"

const UNDO_FOR_MS = 12 * SECOND_MS

/** Tells what was decided with the way back, and takes back what was decided. */
export function useTakeBack() {
  const t = useTranslations("review.undo")
  const undo = useUndo()
  /** Takes the last decision of this session back, or the one asked for; says what came of it. */
  const takeBack = async (asked?: Undoable): Promise<void> => {
    const step = takeStep(asked)
    if (!step) toast(t("nothingLeft"), { description: t("nothingLeftHint") })
    else if (!(await undo(step))) keepStep(step)
  }
  return {
    takeBack,
    /** Says what was done, with the way back, and keeps that way for the key `u`. */
    tellDecided: (step: Undoable, description?: string): void => {
      keepStep(step)
      toast(step.title, {
        ...(description ? { description } : {}),
        durationMs: UNDO_FOR_MS,
        action: { label: t("action"), onClick: () => takeBack(step) },
      })
    },
    /** One decision out of the list of the recent ones, whoever took it. */
    takeBackListed: async (of: {
      title: string
      replyId: string
      decisionId: string
    }): Promise<void> => {
      const { title, replyId, decisionId } = of
      const isUndone = await undo({ title, replies: [{ replyId, decisionId }] })
      if (isUndone) forgetDecision(decisionId)
    },
  }
}

/** Answers whether the server has decided about it; not that all of it could be taken back. */
function useUndo() {
  const t = useTranslations("review.undo")
  const client = useQueryClient()
  const undo = useAction(undoDecisions)
  return async ({ title, replies }: Undoable): Promise<boolean> => {
    const asked = { replies: [...replies], reason: t("reason") }
    const result = await undo(asked)
    if (result.ok) {
      const failed = result.value.filter((line) => !line.ok)
      const done = result.value.filter((line) => line.ok)
      if (done.length > 0) {
        const waits = allWait(done.map(({ state }) => state))
        toast(t("done", { title }), { description: t(waits ? "waits" : "stands") })
      }
      const [first] = failed
      if (first) toast.error(t("failed", { n: failed.length }), { description: first.sentence })
    } else {
      toast.error(t("nothing"), { description: result.error.sentence })
    }
    await client.invalidateQueries({ queryKey: ["review"] })
    return result.ok
  }
}

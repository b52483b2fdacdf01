"use client"

import { Lightbulb } from "lucide-react"
import { useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { useSuggestionWords } from "@/components/review/evidence-words"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { dismissReply } from "@/lib/review/actions"
import type { Suggestion } from "@/lib/review/suggest"

type SuggestionNoteProps = {
  /** The form that links, in which what is suggested is chosen already. */
  formId: string
  replyId: string
  suggestion: Suggestion
  /** That form is being sent. */
  pending: boolean
  onDone: () => void
  onAnswer: (() => void) | null
}

/** What the evidence speaks for and why; one press accepts it. */
export function SuggestionNote(props: SuggestionNoteProps) {
  const { formId, replyId, suggestion, pending, onDone, onAnswer } = props
  const t = useTranslations("review")
  const words = useSuggestionWords()
  const { kind } = suggestion
  return (
    <section
      aria-label={t("suggest.section")}
      className="grid gap-2 rounded-md bg-primary-soft px-3 py-2 text-sm"
    >
      <p className="flex items-start gap-2">
        <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-primary" />
        <span>
          {t.rich("suggest.line", {
            ...words(suggestion),
            strong: (chunks) => <span className="font-medium">{chunks}</span>,
          })}
        </span>
      </p>
      {kind === "link" ? (
        <Button
          type="submit"
          form={formId}
          size="sm"
          aria-keyshortcuts="l"
          pending={pending}
          className="justify-self-start"
        >
          {t("suggest.accept")}
        </Button>
      ) : null}
      {kind === "dismiss" ? (
        <AcceptDismissal because={suggestion.because} {...{ replyId, onDone }} />
      ) : null}
      {kind === "answer" && onAnswer ? (
        <Button size="sm" className="justify-self-start" onClick={onAnswer}>
          {t("pane.answer")}
        </Button>
      ) : null}
    </section>
  )
}

type AcceptDismissalProps = Pick<SuggestionNoteProps, "replyId" | "onDone"> & {
  because: Extract<Suggestion, { kind: "dismiss" }>["because"]
}

/** Dismisses with the reason that is suggested, which stays beside the reply. */
function AcceptDismissal({ because, replyId, onDone }: AcceptDismissalProps) {
  const t = useTranslations("review")
  const { decide, pending, error } = useDecision(onDone)
  const dismissOne = useAction(dismissReply)
  const note = t(`suggest.${because}.note`)
  const dismiss = () =>
    decide(
      () => dismissOne({ replyId, reason: note }),
      () => ({ title: t("dismiss.done"), description: t("suggest.kept", { note }) }),
    )
  return (
    <>
      <Button
        size="sm"
        aria-keyshortcuts="l"
        pending={pending}
        className="justify-self-start"
        onClick={dismiss}
      >
        {t("suggest.accept")}
      </Button>
      {error ? (
        <p role="alert" className="text-danger">
          {error.sentence}
        </p>
      ) : null}
    </>
  )
}

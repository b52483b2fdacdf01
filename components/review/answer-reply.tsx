"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { Advice, Warnings } from "@/components/composer/composer-notes"
import { ISOLATED } from "@/components/composer/isolated"
import { TextCost } from "@/components/composer/text-cost"
import { TextField } from "@/components/composer/text-field"
import { TextPreview } from "@/components/composer/text-preview"
import { useDraft } from "@/components/composer/use-draft"
import { useSending } from "@/components/composer/use-sending"
import { useAction } from "@/components/live/use-action"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { Skeleton } from "@/components/ui/skeleton"
import { toast } from "@/components/ui/toast-store"
import { normaliseText } from "@/lib/messages/segments"
import { dismissReply } from "@/lib/review/actions"
import type { ComposerFacts } from "@/lib/templates/composer"
import { composerQuery } from "@/lib/templates/query-options"

type AnswerReplyProps = {
  replyId: string
  patient: { id: string; name: string }
  zone: string
  mayDismiss: boolean
  /** The answer is on its way; the reply still waits. */
  onSent: () => void
  /** It was answered and dismissed. */
  onDone: () => void
  onCancel: () => void
}

/** A text back to the patient, about no dose, so that it asks for nothing. */
export function AnswerReply(props: AnswerReplyProps) {
  const t = useTranslations("review.answer")
  const nameOf = usePersonName()
  const form = useTranslations("composer.form")
  const { data: facts, error, refetch } = useQuery(composerQuery(props.patient.id))
  return (
    <section aria-label={t("section")} className="grid gap-3 rounded-md border p-3">
      <h3 className="font-semibold text-base">
        {t.rich("title", { name: nameOf(props.patient.name), ...ISOLATED })}
      </h3>
      {facts ? <AnswerForm {...props} facts={facts} /> : null}
      {!facts && !error ? <Skeleton className="h-20" /> : null}
      {!facts && error ? (
        <>
          <p role="alert" className="text-danger text-sm">
            {error.message}
          </p>
          <Button className="justify-self-start" onClick={() => refetch()}>
            {form("retry")}
          </Button>
        </>
      ) : null}
    </section>
  )
}

function AnswerForm({ facts, ...props }: AnswerReplyProps & { facts: ComposerFacts }) {
  const t = useTranslations("review.answer")
  const nameOf = usePersonName()
  const form = useTranslations("composer.form")
  const { patient, zone, mayDismiss, onCancel } = props
  const [typed, setTyped] = useState<string | null>(null)
  const { sending, dismissal, send } = useAnswer(props)
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => place.current?.querySelector("textarea")?.focus(), [])
  const writing = { doseIds: [], templateId: null, typed }
  const draft = useDraft({ patient: { zone }, doses: [] }, facts, writing)
  const write = (text: string) => {
    setTyped(text)
    sending.forgive()
  }
  const isAnyway = sending.warnings.length > 0
  const pending = sending.pending || dismissal.pending
  return (
    <form ref={place} noValidate className="grid gap-3" onSubmit={(event) => send(event, draft)}>
      <TextField
        body={draft.body}
        error={sending.refusal?.field === "body" ? sending.refusal.sentence : draft.error}
        namesMedicines={facts.namesMedicines}
        onChange={write}
      />
      <Advice sentences={draft.advice} />
      <TextCost
        analysis={draft.analysis}
        typed={draft.body}
        onReplace={(char, by) => write(normaliseText(draft.body).replaceAll(char, by))}
      />
      {draft.preview ? (
        <TextPreview
          label={form.rich("preview", { name: nameOf(patient.name), ...ISOLATED })}
          text={draft.preview}
        />
      ) : null}
      <Warnings sentences={sending.warnings} />
      {sending.refusal?.field === "form" || dismissal.error ? (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {dismissal.error?.sentence ?? sending.refusal?.sentence}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{form("cancel")}</Button>
        {mayDismiss ? (
          <Button type="submit" value="dismiss" pending={pending}>
            {t(isAnyway ? "dismissAnyway" : "dismiss")}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" pending={pending}>
          {t(isAnyway ? "sendAnyway" : "send")}
        </Button>
      </div>
    </form>
  )
}

type Draft = Pick<ReturnType<typeof useDraft>, "body" | "template">

/** Sends first; only a text that is on its way lets the reply be dismissed. */
function useAnswer({ replyId, patient, onSent, onDone }: AnswerReplyProps) {
  const t = useTranslations("review.answer")
  const client = useQueryClient()
  // A ref: whoever is told of the sending was made before the button was pressed.
  const thenDismiss = useRef(false)
  const dismiss = useAction(dismissReply)
  const dismissal = useDecision(onDone)
  const sending = useSending(() => {
    void client.invalidateQueries({ queryKey: ["patient", patient.id] })
    void client.invalidateQueries({ queryKey: ["review", "reply", replyId] })
    if (!thenDismiss.current) {
      toast(t("queued"), { description: t("queuedHint") })
      return onSent()
    }
    dismissal.decide(
      () => dismiss({ replyId, reason: t("reason") }),
      () => ({ title: t("dismissed"), description: t("dismissedHint") }),
    )
  })
  const send = (event: FormEvent, { body, template }: Draft) => {
    const pressed = (event.nativeEvent as SubmitEvent).submitter
    thenDismiss.current = pressed instanceof HTMLButtonElement && pressed.value === "dismiss"
    sending.submit(event, { patientId: patient.id, doseIds: [], body, template })
  }
  return { sending, dismissal, send }
}

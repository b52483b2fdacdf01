"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Send, X } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { type KeyboardEvent, type RefObject, useState } from "react"
import { Advice, ComposerNotes, Warnings } from "@/components/composer/composer-notes"
import { ChooseTemplate } from "@/components/composer/template-choice"
import { TextCost } from "@/components/composer/text-cost"
import { TextField } from "@/components/composer/text-field"
import { TextPreview } from "@/components/composer/text-preview"
import { useDraft } from "@/components/composer/use-draft"
import { type Accepted, useSending } from "@/components/composer/use-sending"
import { WritingNote } from "@/components/conversation/at-conversation"
import type { SentMeanwhile } from "@/components/conversation/meanwhile"
import { useMeanwhile } from "@/components/conversation/use-meanwhile"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { Quoted } from "@/components/ui/quoted"
import { Skeleton } from "@/components/ui/skeleton"
import { relativeTime } from "@/components/ui/time-words"
import { toast } from "@/components/ui/toast-store"
import type { ThreadItem } from "@/lib/conversations/thread"
import { normaliseText } from "@/lib/messages/segments"
import type { TimelinePatient, TimelineReply } from "@/lib/patients/timeline"
import type { ComposerFacts } from "@/lib/templates/composer"
import { composerQuery } from "@/lib/templates/query-options"

type ReplyComposerProps = {
  patient: TimelinePatient
  /** What stands in the thread, by which a colleague's text is noticed. */
  items: readonly ThreadItem[]
  /** Tells the others that somebody writes here, and no longer does. */
  presence: { onWriting: () => void; onRest: () => void }
  form: RefObject<HTMLFormElement | null>
  /** The reply that is being answered; it is told above the text. */
  answering: TimelineReply | null
  onAnswering: (reply: TimelineReply | null) => void
  /** A text was accepted. */
  onSent: () => void
}

/** Where a text is written at the end of the thread; each sent one makes room for the next. */
export function ReplyComposer(props: ReplyComposerProps) {
  const t = useTranslations("conversation.composer")
  const ui = useTranslations("ui")
  const client = useQueryClient()
  const [sentIds, setSentIds] = useState<ReadonlySet<string>>(new Set())
  const { patient } = props
  const { data: facts, error, refetch } = useQuery(composerQuery(patient.id))
  const onAccepted = ({ messageId }: Accepted) => {
    toast(t("onItsWay"), { description: t("onItsWayWhy") })
    setSentIds(new Set([...sentIds, messageId]))
    props.onSent()
    void client.invalidateQueries({ queryKey: ["patient", patient.id] })
  }
  if (facts) return <Writing key={sentIds.size} {...props} {...{ facts, sentIds, onAccepted }} />
  if (!error) return <Skeleton className="h-28" />
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="alert" className="text-danger text-sm">
        {error.message}
      </p>
      <Button onClick={() => refetch()}>{ui("tryAgain")}</Button>
    </div>
  )
}

type WritingProps = ReplyComposerProps & {
  facts: ComposerFacts
  /** What was sent from here, which is nobody else's. */
  sentIds: ReadonlySet<string>
  onAccepted: (accepted: Accepted) => void
}

function Writing({ patient, facts, items, sentIds, onAccepted, ...props }: WritingProps) {
  const t = useTranslations("conversation.composer")
  const { answering, onAnswering, presence } = props
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>("")
  const { submit, refusal, warnings, pending, isSettling, forgive } = useSending(onAccepted)
  const draft = useDraft({ patient, doses: [] }, facts, { doseIds: [], templateId, typed })
  const { body, template, preview } = draft
  const meanwhile = useMeanwhile({ items, ownIds: sentIds })
  const write = (text: string | null) => {
    setTyped(text)
    forgive()
    // Null stands for the template's own text.
    meanwhile.onType(text !== null && text.trim() === "")
    if (text) presence.onWriting()
    else presence.onRest()
  }
  return (
    <form
      ref={props.form}
      aria-label={t("label")}
      onSubmit={(event) => {
        if (meanwhile.asksFirst(event)) return
        submit(event, { patientId: patient.id, doseIds: [], body, template })
      }}
      onKeyDown={sendByKeys}
      noValidate
      className="grid gap-3 rounded-md border p-3 print:hidden"
    >
      {answering ? <Answered reply={answering} onCancel={() => onAnswering(null)} /> : null}
      <ChooseTemplate
        templates={facts.templates}
        locale={facts.locale}
        first={t("none")}
        chosen={templateId}
        onChoose={(id) => {
          setTemplateId(id)
          write(id === null ? "" : null)
        }}
      />
      <div className="grid gap-2">
        <TextField
          body={body}
          hint={t("hint")}
          error={refusal?.field === "body" ? refusal.sentence : draft.error}
          namesMedicines={facts.namesMedicines}
          onChange={write}
        />
        <Advice sentences={draft.advice} />
        <TextCost
          analysis={draft.analysis}
          typed={body}
          onReplace={(char, by) => write(normaliseText(body).replaceAll(char, by))}
        />
      </div>
      {preview === null || preview === body.trim() ? null : (
        <TextPreview label={t("asGot", { name: patient.name })} text={preview} />
      )}
      <ComposerNotes patient={patient} answersTo={facts.answersTo} />
      <Warnings sentences={warnings} />
      <MeanwhileNote sent={meanwhile.newest} isAsked={meanwhile.isAsked} zone={patient.zone} />
      <Refused sentence={refusal?.field === "form" ? refusal.sentence : null} />
      <div className="flex flex-wrap items-center justify-end gap-3">
        <WritingNote patientId={patient.id} />
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          aria-disabled={isSettling || undefined}
        >
          <Send aria-hidden className="rtl:-scale-x-100" />
          {warnings.length > 0 || meanwhile.isAsked ? t("anyway") : t("send")}
        </Button>
      </div>
    </form>
  )
}

type MeanwhileNoteProps = { sent: SentMeanwhile | null; isAsked: boolean; zone: string }

/** That a colleague sent something meanwhile; once sending was tried, whether to send all the same. */
function MeanwhileNote({ sent, isAsked, zone }: MeanwhileNoteProps) {
  const t = useTranslations("conversation.meanwhile")
  const now = useClock()
  const language = useLocale()
  const said = sent && { name: sent.name, ago: relativeTime(sent.at, zone, now, language) }
  return (
    <div role={isAsked ? "alert" : "status"} className="empty:sr-only">
      {said ? (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
          {isAsked ? t("ask", said) : t("sent", said)}
        </p>
      ) : null}
    </div>
  )
}

function Refused({ sentence }: { sentence: string | null }) {
  if (sentence === null) return null
  return (
    <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
      {sentence}
    </p>
  )
}

/** Enter makes a new line, as in every text. */
function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

function Answered({ reply, onCancel }: { reply: TimelineReply; onCancel: () => void }) {
  const t = useTranslations("conversation.composer")
  return (
    <p className="flex min-w-0 items-center gap-2 text-sm">
      <span className="min-w-0 truncate">
        {t.rich("answering", { said: () => <Quoted>{reply.body}</Quoted> })}
      </span>
      <Button size="sm" variant="ghost" onClick={onCancel} aria-label={t("answeringNone")}>
        <X aria-hidden />
      </Button>
    </p>
  )
}

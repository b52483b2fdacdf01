"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Advice, ComposerNotes, Warnings } from "@/components/composer/composer-notes"
import { DoseChoice } from "@/components/composer/dose-choice"
import { ISOLATED } from "@/components/composer/isolated"
import { ChooseTemplate } from "@/components/composer/template-choice"
import { TextCost } from "@/components/composer/text-cost"
import { TextField } from "@/components/composer/text-field"
import { TextPreview } from "@/components/composer/text-preview"
import { useDraft } from "@/components/composer/use-draft"
import { type Accepted, useSending } from "@/components/composer/use-sending"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { usePersonName } from "@/components/ui/person-name"
import { Skeleton } from "@/components/ui/skeleton"
import { askableDoses, firstAsked } from "@/lib/doses/askable"
import { normaliseText } from "@/lib/messages/segments"
import type { PatientTimeline } from "@/lib/patients/timeline"
import type { ComposerFacts } from "@/lib/templates/composer"
import { composerQuery } from "@/lib/templates/query-options"

type SendFormProps = { timeline: PatientTimeline; onAccepted: (accepted: Accepted) => void }

/** The composer waits for the organization's texts: it must not begin with another one. */
export function SendForm(props: SendFormProps) {
  const t = useTranslations("composer.form")
  const { data: facts, error, refetch } = useQuery(composerQuery(props.timeline.patient.id))
  if (facts) return <LoadedForm {...props} facts={facts} />
  if (error) {
    return (
      <div className="grid justify-items-start gap-3">
        <p role="alert" className="text-danger text-sm">
          {error.message}
        </p>
        <Button onClick={() => refetch()}>{t("retry")}</Button>
      </div>
    )
  }
  return (
    <div className="grid gap-4" aria-busy>
      <Skeleton className="h-7 w-2/3" />
      <Skeleton className="h-8" />
      <Skeleton className="h-20" />
      <Skeleton className="h-14 w-5/6" />
    </div>
  )
}

function LoadedForm({ timeline, facts, onAccepted }: SendFormProps & { facts: ComposerFacts }) {
  const t = useTranslations("composer")
  const nameOf = usePersonName()
  const [openedAt] = useState(Date.now)
  const askable = askableDoses(timeline.doses, openedAt)
  const [doseIds, setDoseIds] = useState(() => firstAsked(askable, openedAt))
  const [templateId, setTemplateId] = useState<string | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const sending = useSending(onAccepted)
  const { refusal, warnings } = sending
  const draft = useDraft(timeline, facts, { doseIds, templateId, typed })
  const { body, template, preview } = draft
  const { patient } = timeline
  const write = (text: string | null) => {
    setTyped(text)
    sending.forgive()
  }
  const choose = (id: string | null) => {
    setTemplateId(id)
    write(null)
  }

  return (
    <form
      onSubmit={(event) =>
        sending.submit(event, { patientId: patient.id, doseIds, body, template })
      }
      noValidate
      className="grid gap-4"
    >
      <DoseChoice doses={askable} chosen={doseIds} onChange={setDoseIds} />
      <ChooseTemplate
        templates={facts.templates}
        locale={facts.locale}
        first={t(doseIds.length > 0 ? "template.scheduled" : "template.none")}
        chosen={templateId}
        onChoose={choose}
      />
      <div className="grid gap-2">
        <TextField
          body={body}
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
      {preview === null ? null : (
        <TextPreview
          label={t.rich("form.preview", { name: nameOf(patient.name), ...ISOLATED })}
          text={preview}
        />
      )}
      <ComposerNotes patient={patient} answersTo={facts.answersTo} />
      <Warnings sentences={warnings} />
      {refusal?.field === "form" ? (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {refusal.sentence}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("form.cancel")}</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          pending={sending.pending}
          aria-disabled={sending.isSettling || undefined}
        >
          {t(warnings.length > 0 ? "form.sendAnyway" : "form.sendReminder")}
        </Button>
      </div>
    </form>
  )
}

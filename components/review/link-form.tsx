"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { useDoseNames } from "@/components/composer/dose-names"
import { useAction } from "@/components/live/use-action"
import { useEffectWords } from "@/components/review/evidence-words"
import { GivingFields } from "@/components/review/giving-fields"
import type { Chosen } from "@/components/review/patient-choice"
import { SuggestionNote } from "@/components/review/suggestion-note"
import { useDecision } from "@/components/review/use-decision"
import { type Giving, useGiving } from "@/components/review/use-giving"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { usePersonName } from "@/components/ui/person-name"
import type { ReplyReason, ReplyState } from "@/db/enums"
import { linkReply } from "@/lib/review/actions"
import type { ReviewReply } from "@/lib/review/item"
import { meaningOf, type Suggestion, suggestDecision } from "@/lib/review/suggest"

type LinkFormProps = {
  id: string
  reply: ReviewReply
  onDone: () => void
  /** Opens the answer to the patient; null where none can be sent. */
  onAnswer: (() => void) | null
}

/** Says whose reply it is, which doses it is about and what it says; what is likely is chosen. */
export function LinkForm({ id, reply, onDone, onAnswer }: LinkFormProps) {
  const t = useTranslations("review.link")
  const giving = useGiving(reply, {
    patient: presumed(reply),
    meaning: meaningOf({ intent: reply.intent, reason: reply.item.reason as ReplyReason | null }),
    doseIds: null,
  })
  const { submit, note, setNote, pending, error } = useLinking(reply, giving, onDone)
  const suggestion = suggestionOf(reply, giving)
  const isOther = suggestion !== null && suggestion.kind !== "link"
  return (
    <>
      {suggestion ? (
        <SuggestionNote
          formId={id}
          replyId={reply.item.id}
          {...{ suggestion, pending, onDone, onAnswer }}
        />
      ) : null}
      <form
        id={id}
        noValidate
        // What the key leads to is known once the evidence is.
        aria-keyshortcuts={suggestion ? "l" : undefined}
        onSubmit={submit}
        className="grid gap-4 rounded-md border p-3"
      >
        <h3 className="font-semibold text-base">{t("title")}</h3>
        <GivingFields reply={reply} giving={giving} />
        <Field label={t("note")} optional>
          {(control) => (
            <Input
              {...control}
              name="note"
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {error ? (
          <p role="alert" className="text-danger text-sm">
            {error.sentence}
          </p>
        ) : null}
        <Button type="submit" variant={isOther ? "secondary" : "primary"} pending={pending}>
          {t("title")}
        </Button>
      </form>
    </>
  )
}

function useLinking(reply: ReviewReply, giving: Giving, onDone: () => void) {
  const [note, setNote] = useState("")
  const saidOf = useLinkedWords()
  const client = useQueryClient()
  const { decide, pending, error } = useDecision(onDone)
  const link = useAction(linkReply)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = giving.complete()
    if (!chosen) return
    const { patient, doseIds, meaning } = chosen
    const input = { replyId: reply.item.id, patientId: patient.id, doseIds, meaning }
    const said = saidOf(giving, patient)
    decide(
      () => link({ ...input, ...(note.trim() ? { reason: note.trim() } : {}) }),
      () => {
        client.invalidateQueries({ queryKey: ["patient", patient.id] })
        return said
      },
    )
  }
  return { submit, note, setNote, pending, error }
}

function presumed({ candidates, presumedId }: ReviewReply): Chosen | null {
  return candidates.find(({ id }) => id === presumedId) ?? null
}

/** Of the evidence as it came; what a person chooses meanwhile is theirs. Null while it loads. */
function suggestionOf(reply: ReviewReply, { patient, doses }: Giving): Suggestion | null {
  const isPresumed = patient !== null && patient.id === reply.presumedId
  if (isPresumed && !doses.data) return null
  return suggestDecision({
    state: reply.item.state as ReplyState,
    reason: reply.item.reason as ReplyReason | null,
    intent: reply.intent,
    hasCandidates: reply.candidates.length > 0,
    doses: isPresumed ? (doses.data?.doses ?? []) : null,
  })
}

/** What is said of a reply once it is linked: to what, and what that changed. */
function useLinkedWords() {
  const t = useTranslations("review.link")
  const nameOf = usePersonName()
  const words = useDoseNames()
  const effect = useEffectWords()
  return ({ doses, doseIds, effects }: Giving, patient: Chosen) => {
    const first = doses.data?.doses.find(({ id }) => id === doseIds[0])
    const { medication = "", slot = "" } = first ?? {}
    return {
      title: first
        ? t("linked", { medication, slot, day: words.day(first.localDate), n: doseIds.length - 1 })
        : t("linkedToDose"),
      description: t("changed", { name: nameOf(patient.name), changes: effect.all(effects ?? []) }),
    }
  }
}

"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { useAction } from "@/components/live/use-action"
import { EffectView } from "@/components/review/effect-view"
import { useEffectWords } from "@/components/review/evidence-words"
import { GivingFields } from "@/components/review/giving-fields"
import { QuotedWords } from "@/components/review/queue-row"
import { UndoDecision } from "@/components/review/undo-decision"
import { useCorrection } from "@/components/review/use-correction"
import { type Giving, givenReply, useGiving } from "@/components/review/use-giving"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { usePersonName } from "@/components/ui/person-name"
import { localDateAt } from "@/lib/local-date"
import { reassignReply } from "@/lib/review/actions"
import { effectOfGiving } from "@/lib/review/effect"
import type { ReviewReply } from "@/lib/review/item"
import { dosesQuery } from "@/lib/review/query-options"
import { meaningOf } from "@/lib/review/suggest"

const SHORTEST_REASON = 3

type ReassignFormProps = { reply: ReviewReply; onDone: () => void }

/** To which doses, of which patient, and why; both calendars before and after. */
export function ReassignForm({ reply, onDone }: ReassignFormProps) {
  const t = useTranslations("review")
  const { item, candidates } = reply
  const giving = useGiving(reply, {
    patient: candidates.find(({ id }) => id === item.patientId) ?? null,
    meaning: meaningOf({ intent: reply.intent, reason: null }),
    // Where it lies now is where it does not belong.
    doseIds: [],
  })
  const left = useLeft(reply, giving)
  const { submit, reason, setReason, pending, error } = useMove({ reply, giving, left, onDone })
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <blockquote dir="auto" className="whitespace-pre-wrap break-words font-medium text-base">
        <QuotedWords item={item} />
      </blockquote>
      {reply.undoable ? <UndoDecision {...{ reply, onDone }} undoable={reply.undoable} /> : null}
      <GivingFields reply={reply} giving={giving} />
      {left ? (
        <EffectView
          title={t("effect.calendarOf", { name: left.name })}
          effects={left.effects}
          day={localDateAt(reply.eventAt ?? reply.receivedAt, reply.zone)}
        />
      ) : null}
      <Field label={t("move.why")} required error={error}>
        {(control) => (
          <Input
            {...control}
            name="reason"
            autoComplete="off"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("move.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("move.submit")}
        </Button>
      </div>
    </form>
  )
}

type Move = ReassignFormProps & { giving: Giving; left: ReturnType<typeof useLeft> }

function useMove({ reply, giving, left, onDone }: Move) {
  const t = useTranslations("review")
  const effect = useEffectWords()
  const { item, seen } = reply
  const [reason, setReason] = useState("")
  const [isUnexplained, setUnexplained] = useState(false)
  const { correct, pending, error } = useCorrection(item.id, onDone)
  const move = useAction(reassignReply)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const chosen = giving.complete()
    const isShort = reason.trim().length < SHORTEST_REASON
    setUnexplained(isShort)
    if (!chosen || isShort) return
    const { patient, doseIds, meaning } = chosen
    const to = { replyId: item.id, patientId: patient.id, doseIds, meaning, reason }
    correct(() => move({ ...to, seen }), {
      title: t("move.done"),
      description: effect.all([...(giving.effects ?? []), ...(left?.effects ?? [])]),
      patientIds: [patient.id, item.patientId],
      undoable: { attempts: seen.attempts },
    })
  }
  const change = (words: string) => {
    setReason(words)
    setUnexplained(false)
  }
  const missing = isUnexplained ? t("reason.missing") : null
  return { submit, reason, setReason: change, pending, error: missing ?? error }
}

/** The calendar of the patient whom the reply leaves; null while it stays with them. */
function useLeft(reply: ReviewReply, { patient, meaning }: Giving) {
  const t = useTranslations("review.effect")
  const nameOf = usePersonName()
  const { patientId, patientName } = reply.item
  const isLeft = patientId !== null && patient !== null && patient.id !== patientId
  const { data } = useQuery({ ...dosesQuery(reply.item.id, patientId ?? ""), enabled: isLeft })
  if (!isLeft || !data) return null
  const nowhere = { doseIds: [], meaning: meaning ?? "taken" }
  const effects = effectOfGiving(givenReply(reply), nowhere, data.calendar, data.now)
  return { name: nameOf(patientName ?? t("thePatientItLeaves")), effects }
}

"use client"

import { Info, TriangleAlert } from "lucide-react"
import { type FormEvent, useState, useTransition } from "react"
import { askableDoses, firstAsked } from "@/components/composer/askable-doses"
import { DoseChoice } from "@/components/composer/dose-choice"
import { TextCost } from "@/components/composer/text-cost"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import { newId } from "@/lib/id"
import { sendReminder } from "@/lib/messages/actions"
import { defaultReminder } from "@/lib/messages/reminder-text"
import { analyseText } from "@/lib/messages/segments"
import { additionalSentence, type NumberOwner } from "@/lib/patients/phone-owners"
import type { PatientTimeline } from "@/lib/patients/timeline"

const SETTLE_MS = 500

export type Accepted = { messageId: string; waitSeconds: number | null }
type Refusal = { field: "body" | "form"; sentence: string }
type SendFormProps = { timeline: PatientTimeline; onAccepted: (accepted: Accepted) => void }

const UNANSWERED = {
  ok: false as const,
  error: {
    field: undefined,
    sentence:
      "The server did not answer. Send it again when it does: the patient gets this text once at most.",
  },
}

/** Lives as long as the composer is open, and so does its idempotency key. */
export function SendForm({ timeline, onAccepted }: SendFormProps) {
  const [idempotencyKey] = useState(newId)
  const [openedAt] = useState(Date.now)
  const askable = askableDoses(timeline.doses, openedAt)
  const [doseIds, setDoseIds] = useState(() => firstAsked(askable, openedAt))
  const [typed, setTyped] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { warnings, isSettling, warn } = useWarnings()
  const [pending, startTransition] = useTransition()
  // A text that asks about no dose must not ask for an answer that nothing waits for.
  const body = typed ?? (doseIds.length > 0 ? defaultReminder(doseIds.length) : "")
  const analysis = analyseText(body)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pending || isSettling) return
    startTransition(async () => {
      const patientId = timeline.patient.id
      const sendAnyway = warnings.length > 0
      const wanted = { patientId, doseIds, body, idempotencyKey, sendAnyway }
      const result = await sendReminder(wanted).catch(() => UNANSWERED)
      setRefusal(null)
      if (!result.ok) {
        const { field, sentence } = result.error
        setRefusal({ field: field === "body" ? "body" : "form", sentence })
      } else if (result.value.ok) {
        onAccepted(result.value)
      } else if (result.value.reason === "warnings") {
        warn(result.value.warnings.map(({ sentence }) => sentence))
      } else {
        setRefusal({ field: "form", sentence: result.value.sentence })
      }
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <DoseChoice doses={askable} chosen={doseIds} onChange={setDoseIds} />
      <Field label="Text" error={refusal?.field === "body" ? refusal.sentence : null}>
        {(control) => (
          <Textarea
            {...control}
            value={body}
            onChange={(event) => {
              setTyped(event.target.value)
              setRefusal(null)
            }}
          />
        )}
      </Field>
      <TextCost
        analysis={analysis}
        onReplace={(char, by) => setTyped(analysis.normalised.replaceAll(char, by))}
      />
      <AdditionalNote owners={timeline.patient.additionalOf} />
      <Warnings sentences={warnings} />
      {refusal?.field === "form" ? (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
          {refusal.sentence}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          aria-disabled={isSettling || undefined}
        >
          {warnings.length > 0 ? "Send anyway" : "Send reminder"}
        </Button>
      </div>
    </form>
  )
}

/** Whoever else has the number may answer from it; the text goes out all the same. */
function AdditionalNote({ owners }: { owners: NumberOwner[] }) {
  if (owners.length === 0) return null
  return (
    <p className="flex items-start gap-2 text-muted-foreground text-sm">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
      {additionalSentence(owners)}
    </p>
  )
}

/**
 * What must be accepted before it is sent. For a moment it cannot be: the second half of a double
 * click on "Send reminder" must not be taken for "Send anyway".
 */
function useWarnings() {
  const [warnings, setWarnings] = useState<string[]>([])
  const [isSettling, setSettling] = useState(false)
  const warn = (sentences: string[]) => {
    setWarnings(sentences)
    setSettling(true)
    setTimeout(() => setSettling(false), SETTLE_MS)
  }
  return { warnings, isSettling, warn }
}

function Warnings({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null
  return (
    <div
      role="alert"
      className="grid gap-1 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning"
    >
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4" />
        Nothing was sent yet
      </p>
      <ul className="grid gap-0.5">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}

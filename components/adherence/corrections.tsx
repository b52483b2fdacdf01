"use client"

import { type FormEvent, useState, useTransition } from "react"
import { EvidenceSection } from "@/components/adherence/evidence-parts"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Time } from "@/components/ui/time"
import { toast } from "@/components/ui/toast-store"
import { correctDose } from "@/lib/doses/actions"
import type { TimelineEvent } from "@/lib/patients/timeline"

const CORRECTION_WORDS: Partial<Record<TimelineEvent["kind"], string>> = {
  taken: "Recorded as taken",
  not_taken: "Recorded as not taken",
  excused: "Excused",
  voided: "Took an earlier entry back",
  cancelled: "Cancelled",
}

type CorrectionsProps = { events: TimelineEvent[]; zone: string; mayCorrect: boolean }

/** What staff said about a dose, and what they took back; nothing of it is ever deleted. */
export function Corrections({ events, zone, mayCorrect }: CorrectionsProps) {
  if (events.length === 0) return null
  const voided = new Set(events.map((event) => event.voids))
  return (
    <EvidenceSection title="Corrections">
      <ul className="grid gap-3">
        {events.map((event) => (
          <li key={event.id} className="grid gap-1 border-l-2 pl-3 text-sm">
            <Statement event={event} zone={zone} isVoided={voided.has(event.id)} />
            {mayCorrect && event.kind !== "voided" && !voided.has(event.id) ? (
              <TakeBack eventId={event.id} />
            ) : null}
          </li>
        ))}
      </ul>
    </EvidenceSection>
  )
}

type StatementProps = { event: TimelineEvent; zone: string; isVoided: boolean }

function Statement({ event, zone, isVoided }: StatementProps) {
  return (
    <>
      <p>
        <span className="font-medium">{CORRECTION_WORDS[event.kind] ?? "Changed"}</span>
        {event.takenAt !== null ? (
          <>
            , taken at <Time instant={event.takenAt} zone={zone} form="short" />
          </>
        ) : null}
        {isVoided ? " (taken back)" : null}
      </p>
      {event.reason ? <p>Reason: {event.reason}</p> : null}
      <p className="text-muted-foreground text-xs">
        {event.by ?? "Staff"}, <Time instant={event.recordedAt} zone={zone} form="short" />
      </p>
    </>
  )
}

function TakeBack({ eventId }: { eventId: string }) {
  const [isOpen, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get("reason"))
    startTransition(async () => {
      const result = await correctDose({ as: "voided", eventId, reason })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      setOpen(false)
      toast("Correction taken back")
    })
  }
  if (!isOpen) {
    return (
      <Button variant="link" className="w-fit" onClick={() => setOpen(true)}>
        Take back
      </Button>
    )
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3 py-1">
      <Field label="Why it is taken back" error={error} required>
        {(control) => <Input {...control} name="reason" autoComplete="off" maxLength={300} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={() => setOpen(false)}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Take back
        </Button>
      </div>
    </form>
  )
}

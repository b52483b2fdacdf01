"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { DoseChoice } from "@/components/review/dose-choice"
import { MeaningChoice } from "@/components/review/meaning-choice"
import { type Chosen, PatientChoice } from "@/components/review/patient-choice"
import { useDecision } from "@/components/review/use-decision"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { shortDate } from "@/lib/doses/sentence"
import { linkReply } from "@/lib/review/actions"
import type { CandidateDose, ReviewReply } from "@/lib/review/item"
import { dosesQuery } from "@/lib/review/query-options"

type LinkFormProps = { id: string; reply: ReviewReply; onDone: () => void }
export type Meaning = "taken" | "not_taken"
type Missing = "patient" | "doses" | "meaning" | null

/** Says whose reply it is, which doses it is about and what it says of them. */
export function LinkForm({ id, reply, onDone }: LinkFormProps) {
  const { item } = reply
  const [patient, setPatient] = useState<Chosen | null>(() => suggested(reply))
  const [picked, setPicked] = useState<string[] | null>(null)
  const [meaning, setMeaning] = useState<Meaning | null>(meaningOf(reply))
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState<Missing>(null)
  const client = useQueryClient()
  const { decide, pending, error } = useDecision(onDone)
  const doses = useQuery({ ...dosesQuery(item.id, patient?.id ?? ""), enabled: patient !== null })
  const doseIds = picked ?? likely(doses.data ?? [])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!patient) return setMissing("patient")
    if (doseIds.length === 0) return setMissing("doses")
    if (!meaning) return setMissing("meaning")
    setMissing(null)
    const input = { replyId: item.id, patientId: patient.id, doseIds, meaning }
    const note = reason.trim() ? { reason: reason.trim() } : {}
    decide(
      () => linkReply({ ...input, ...note }),
      () => {
        client.invalidateQueries({ queryKey: ["patient", patient.id] })
        return saidOf(patient, doses.data ?? [], doseIds, meaning)
      },
    )
  }

  return (
    <form id={id} noValidate onSubmit={submit} className="grid gap-4 rounded-md border p-3">
      <h3 className="font-semibold text-base">Link to dose</h3>
      <PatientChoice
        candidates={reply.candidates}
        chosen={patient}
        error={missing === "patient" ? "Choose the patient who wrote this." : null}
        onChoose={(next) => {
          setPatient(next)
          setPicked(null)
          setMissing(null)
        }}
      />
      {patient ? (
        <DoseChoice
          doses={doses}
          chosen={doseIds}
          error={missing === "doses" ? "Choose the dose that this is about." : null}
          onChoose={(ids) => {
            setPicked(ids)
            setMissing(null)
          }}
        />
      ) : null}
      <MeaningChoice
        chosen={meaning}
        error={missing === "meaning" ? "Choose what the reply says." : null}
        onChoose={(next) => {
          setMeaning(next)
          setMissing(null)
        }}
      />
      <Field label="Note" optional>
        {(control) => (
          <Input
            {...control}
            name="note"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
      <Button type="submit" variant="primary" pending={pending}>
        Link to dose
      </Button>
    </form>
  )
}

/** The patient it names; where it is in doubt who wrote, nobody is presumed. */
function suggested({ item, candidates }: ReviewReply): Chosen | null {
  if (item.reason === "shared_phone" || item.reason === "other_patients_message") return null
  const named = candidates.find(({ id }) => id === item.patientId)
  return named ?? (candidates.length === 1 ? (candidates[0] ?? null) : null)
}

/** A contradiction is for the person to settle, whatever the newest words say. */
function meaningOf({ intent, item }: ReviewReply): Meaning | null {
  if (item.reason === "contradiction" || item.reason === "safety") return null
  return intent === "taken" || intent === "not_taken" ? intent : null
}

function likely(doses: readonly CandidateDose[]): string[] {
  const proposed = doses.filter(({ isProposed }) => isProposed)
  if (proposed.length > 0) return proposed.map(({ id }) => id)
  const open = doses.filter(({ wasOpen }) => wasOpen)
  return open.length === 1 ? open.map(({ id }) => id) : []
}

function saidOf(
  patient: Chosen,
  doses: readonly CandidateDose[],
  ids: readonly string[],
  meaning: Meaning,
) {
  const first = doses.find(({ id }) => id === ids[0])
  const about = first
    ? `${first.medication}, ${shortDate(first.localDate)} ${first.slot}`
    : "the dose"
  const more = ids.length > 1 ? ` and ${ids.length - 1} more` : ""
  const said = meaning === "taken" ? "recorded as taken" : "recorded as not taken"
  return { title: `Reply linked to ${about}${more}`, description: `${patient.name}: ${said}.` }
}

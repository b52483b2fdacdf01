"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { CandidateName } from "@/components/consent/candidate-name"
import { SaidFields, saidIn } from "@/components/consent/said-fields"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { ActionError } from "@/lib/auth/action"
import { saveConsents } from "@/lib/consent/actions"
import type { ConsentCandidate, ConsentCandidates, ConsentOutcome } from "@/lib/consent/many"
import { newId } from "@/lib/id"

/** What became of each, with the names to tell it by. */
export type Recorded = { people: readonly ConsentCandidate[]; outcomes: ConsentOutcome[] }

type FormProps = { found: ConsentCandidates; onRecorded: (recorded: Recorded) => void }

/** Whoever agreed already is left out, unless that is everybody or whoever records wants otherwise. */
export function RecordManyForm({ found, onRecorded }: FormProps) {
  const { people, gone, today, wording } = found
  const t = useTranslations("consent")
  const [skips, setSkips] = useState(true)
  const agreed = people.filter(({ consent }) => consent === "given").length
  const maySkip = agreed > 0 && agreed < people.length
  const asked = people.filter(({ consent }) => !(maySkip && skips && consent === "given"))
  const { error, pending, onSubmit } = useRecording(asked, onRecorded)
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Who people={asked} gone={gone} />
      {maySkip ? (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside
        <label className="flex items-start gap-2 text-sm">
          <Checkbox
            className="mt-0.5"
            checked={skips}
            onChange={({ target }) => setSkips(target.checked)}
          />
          <span>{t("many.skip", { n: agreed })}</span>
        </label>
      ) : null}
      <Field
        label={t("many.saidOn")}
        hint={t("many.saidOnHint")}
        error={error?.field === "saidOn" ? error.sentence : null}
      >
        {(control) => (
          <Input {...control} type="date" name="saidOn" max={today} defaultValue={today} />
        )}
      </Field>
      <SaidFields mode="given" others={["saidOn"]} {...{ wording, error }} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("many.submit", { n: asked.length })}
        </Button>
      </div>
    </form>
  )
}

/** Lives as long as the dialog is open, and so do the ids of the records: sent twice, they are one. */
function useRecording(asked: readonly ConsentCandidate[], onRecorded: FormProps["onRecorded"]) {
  const client = useQueryClient()
  const save = useAction(saveConsents, "repeat")
  const [ids] = useState(() => new Map<string, string>())
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const idFor = (patientId: string) => {
    const id = ids.get(patientId) ?? newId()
    ids.set(patientId, id)
    return id
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const form = new FormData(event.currentTarget)
    const records = asked.map(({ id }) => ({ patientId: id, consentId: idFor(id) }))
    const saidOn = String(form.get("saidOn")) || null
    startTransition(async () => {
      const wanted = { ...saidIn(form), records, saidOn, kind: "given" as const }
      const result = await save(wanted)
      if (!result.ok) return setError(result.error)
      await client.invalidateQueries({ queryKey: ["patients"] })
      onRecorded({ people: asked, outcomes: result.value.outcomes })
    })
  }
  return { error, pending, onSubmit }
}

function Who({ people, gone }: { people: readonly ConsentCandidate[]; gone: number }) {
  const t = useTranslations("consent.many")
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm font-medium">
        {t("who", { n: people.length })}
      </summary>
      {gone > 0 ? <p className="mt-1 text-muted-foreground">{t("gone", { n: gone })}</p> : null}
      <ul className="mt-1 grid gap-1 border-s ps-3">
        {people.map((person) => (
          <li key={person.id}>
            <CandidateName person={person} />
            <Notes person={person} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Notes({ person: { consent, isOptedOut } }: { person: ConsentCandidate }) {
  const t = useTranslations("consent.many")
  const notes = [
    ...(consent === "none" ? [] : [t(consent)]),
    ...(isOptedOut ? [t("optedOut")] : []),
  ]
  if (notes.length === 0) return null
  return <span className="text-muted-foreground"> · {notes.join(", ")}</span>
}

"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import { Search } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useId, useState } from "react"
import { useNumberWords } from "@/components/composer/owner-words"
import { ChoiceGroup, ChoiceLine, Radio } from "@/components/review/choice"
import { useClueWords } from "@/components/review/evidence-words"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { PersonName, useIdWords } from "@/components/ui/person-name"
import { NAME_NOT_SHARED } from "@/lib/patients/person-name"
import { patientsQuery } from "@/lib/patients/query-options"
import type { CandidatePatient } from "@/lib/review/item"

export type Chosen = { id: string; name: string }

type PatientChoiceProps = {
  candidates: readonly CandidatePatient[]
  chosen: Chosen | null
  error: string | null
  onChoose: (patient: Chosen) => void
}

const PAUSE_MS = 250
const MOST_FOUND = 6

/** Who wrote it: those whom the evidence names, or anybody found by name or number. */
export function PatientChoice({ candidates, chosen, error, onChoose }: PatientChoiceProps) {
  const t = useTranslations("review.choice")
  const name = useId()
  const [isSearching, setSearching] = useState(candidates.length === 0)
  const isElse = chosen !== null && !candidates.some(({ id }) => id === chosen.id)
  const lines = isElse
    ? [...candidates, { ...chosen, phone: null, clues: null, reply: null }]
    : candidates
  return (
    <ChoiceGroup legend={t("patient")} error={error}>
      {lines.map((patient) => (
        <ChoiceLine key={patient.id}>
          <Radio
            name={name}
            checked={chosen?.id === patient.id}
            onChange={() => onChoose({ id: patient.id, name: patient.name })}
          />
          <PatientLine patient={patient} />
        </ChoiceLine>
      ))}
      {isSearching ? (
        <PatientSearch
          onFound={(patient) => {
            onChoose(patient)
            setSearching(false)
          }}
        />
      ) : (
        <Button variant="link" className="justify-self-start" onClick={() => setSearching(true)}>
          <Search aria-hidden />
          {t("findAnother")}
        </Button>
      )}
    </ChoiceGroup>
  )
}

type LineProps = {
  /** Without clues where the person who decides found them. */
  patient: Omit<CandidatePatient, "clues"> & { clues: CandidatePatient["clues"] | null }
}

function PatientLine({ patient: { name, phone, clues, reply } }: LineProps) {
  const t = useTranslations("review.choice")
  const words = useClueWords()
  const { notice } = useNumberWords()
  const why = clues === null ? t("foundByYou") : clues.map(words.patient).join(", ")
  return (
    <span className="grid min-w-0">
      <span className="truncate">
        <PersonName of={name} />
      </span>
      <span className="text-muted-foreground text-xs">
        {phone ? <bdi dir="ltr">{phone}</bdi> : null}
        {phone && why ? " · " : null}
        {why}
      </span>
      {reply ? <span className="text-warning text-xs">{notice(reply)}</span> : null}
    </span>
  )
}

/** Finds by name or number; what is typed goes into no address. */
function PatientSearch({ onFound }: { onFound: (patient: Chosen) => void }) {
  const t = useTranslations("review.choice")
  const idWords = useIdWords()
  const [text, setText] = useState("")
  const q = useSettled(text.trim())
  const found = useInfiniteQuery({
    ...patientsQuery({ sort: "name", q }),
    enabled: q.length > 0,
  })
  const rows = q ? (found.data?.pages[0]?.rows ?? []).slice(0, MOST_FOUND) : []
  const isEmpty = q.length > 0 && found.isSuccess && rows.length === 0
  return (
    <div className="grid gap-1.5">
      <Field label={t("find")} hint={t("findHint")}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <ul aria-label={t("found")} className="grid">
        {rows.map((patient) => (
          <li key={patient.id}>
            <button
              type="button"
              className="flex min-h-9 w-full items-center justify-between gap-3 rounded-md px-2.5 text-start text-sm hover:bg-hover pointer-coarse:min-h-11"
              onClick={() => onFound({ id: patient.id, name: patient.name })}
            >
              <span className="truncate">
                <PersonName of={patient.name} />
              </span>
              <span className="shrink-0 text-muted-foreground text-xs">
                {patient.phone ??
                  (patient.name === NAME_NOT_SHARED ? idWords(patient.id) : t("noPhone"))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-muted-foreground text-sm">
        {isEmpty ? t("nobody") : null}
        {found.isError ? found.error.message : null}
      </p>
    </div>
  )
}

/** The value once it has stopped changing for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

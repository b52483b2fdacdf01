"use client"

import { useLocale, useTranslations } from "next-intl"
import { useDeferredValue, useMemo } from "react"
import { useScheduleWords } from "@/components/medications/schedule-words"
import { weekdayAndDay } from "@/lib/i18n/day-words"
import type { LocalDate } from "@/lib/local-date"
import { checkDraft, type RegimenDraft } from "@/lib/regimens/draft"
import type { Medication, PatientMedications } from "@/lib/regimens/medications"
import {
  type PreviewedSend,
  previewEffect,
  previewSends,
  type SendNote,
} from "@/lib/regimens/preview"
import { editedVersions } from "@/lib/regimens/versions"

const SENDS = 7
/** An id of nobody: the draft is only looked at. */
const NOBODY = "00000000-0000-4000-8000-000000000000"

type Props = { data: PatientMedications; medication: Medication | null; draft: RegimenDraft }

/** The next reminders as the schedule would send them, and what becomes of the doses ahead. */
export function SendPreview({ data, medication, draft: typed }: Props) {
  const t = useTranslations("medications.preview")
  const { effectWords, dayWords } = useScheduleWords()
  const draft = useDeferredValue(typed)
  const preview = useMemo(() => previewOf(data, medication, draft), [data, medication, draft])
  const effect = preview?.effect ? effectWords(preview.effect, draft.from, data.today) : ""
  return (
    <section aria-label={t("title")} aria-live="polite" className="grid gap-2 border-t pt-4">
      <h3 className="font-semibold text-base">{t("title")}</h3>
      {preview === null ? (
        <p className="text-muted-foreground text-sm">{t("incomplete")}</p>
      ) : (
        <>
          {preview.warnings.map(({ kind, day }) => (
            <p key={kind} className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
              {t(kind, { day: dayWords(day, data.today), ...data.hours })}
            </p>
          ))}
          <Sends sends={preview.sends} data={data} isReminding={draft.isReminding} />
          {effect ? <p className="text-sm">{effect}</p> : null}
        </>
      )}
    </section>
  )
}

type SendsProps = { sends: PreviewedSend[]; data: PatientMedications; isReminding: boolean }

function Sends({ sends, data, isReminding }: SendsProps) {
  const t = useTranslations("medications.preview")
  const language = useLocale()
  const wordsOf = useSendWords(data)
  if (sends.length === 0) {
    return <p className="text-muted-foreground text-sm">{t(isReminding ? "noDose" : "off")}</p>
  }
  return (
    <ol className="grid gap-1.5 text-sm">
      {sends.map((send) => (
        <li key={send.at} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-2">
          <span className="font-medium tabular-nums">
            {t("at", { day: weekdayAndDay(send.localDate, language), time: send.time })}
          </span>
          <span className="text-muted-foreground">{wordsOf(send)}</span>
        </li>
      ))}
    </ol>
  )
}

function useSendWords({ hours, today }: PatientMedications) {
  const t = useTranslations("medications.preview")
  const { dayWords, isolated, listed } = useScheduleWords()
  const noteWords = (note: SendNote, time: string): string => {
    switch (note.kind) {
      case "clocks_change":
        return t("clocks", { day: dayWords(note.date, today) })
      case "gap":
        return t("gap", { wanted: note.wanted, time })
      case "outside_hours":
        return t(note.isAgreed ? "outsideAgreed" : "outside", hours)
    }
  }
  return ({ together, notes, time }: PreviewedSend): string => {
    const others = together.map(({ medication, slot }) => `${isolated(medication)} ${slot}`)
    const bundled = others.length > 0 ? [t("together", { others: listed(others) })] : []
    return [...bundled, ...notes.map((note) => noteWords(note, time))].join("; ")
  }
}

function previewOf(data: PatientMedications, medication: Medication | null, draft: RegimenDraft) {
  const ids = { patientId: data.patient.id, regimenId: NOBODY, edited: medication }
  // What a new one is called decides nothing about when it is sent.
  const named = { ...draft, medication: draft.medication || "?", doseText: draft.doseText || "?" }
  const { data: plan } = checkDraft(named, ids)
  if (!plan) return null
  const { zone } = data.patient
  const { slots, recurrence, windows, endDate, isReminding } = plan
  const asked = {
    plan: { slots, recurrence, windows, endDate, isReminding },
    from: draft.from,
    zone,
  }
  const versions = editedVersions(medication?.versions ?? [], asked)
  const own = { id: medication?.id ?? NOBODY, medication: draft.medication, versions }
  const [, from = draft.from] = [draft.from, data.today].sort()
  const sends = previewSends(own, { from, count: SENDS }, aroundOf(data, own.id))
  const effect = medication ? previewEffect(medication.ahead, versions, data) : null
  return { sends, effect, warnings: warningsOf(data, medication, draft, sends) }
}

function aroundOf(data: PatientMedications, ownId: string) {
  const { medications, periods, patient, hours, consent, now } = data
  const others = medications.filter(({ id }) => id !== ownId)
  return { others, periods, zone: patient.zone, hours, isAgreed: consent.outsideHours, now }
}

/** `day`: from which a change that is replaced would have held. */
type Warning = { kind: "replaces" | "scheduleOff" | "noConsent" | "hours"; day: LocalDate }

function warningsOf(
  data: PatientMedications,
  medication: Medication | null,
  { from, isReminding }: RegimenDraft,
  sends: PreviewedSend[],
): Warning[] {
  const { today, consent, isScheduleOn } = data
  const replaced = medication?.changes.find(
    ({ startDate }) => startDate > today && startDate >= from && medication.state === "active",
  )
  const isHeld = sends.some(({ notes }) =>
    notes.some((note) => note.kind === "outside_hours" && !note.isAgreed),
  )
  const isGiven = consent.kind === "given"
  const warnings: [Warning["kind"], boolean][] = [
    ["replaces", replaced !== undefined],
    ["scheduleOff", isReminding && !isScheduleOn],
    ["noConsent", isReminding && !isGiven],
    ["hours", isHeld && isGiven],
  ]
  const day = replaced?.startDate ?? today
  return warnings.flatMap(([kind, isSo]) => (isSo ? [{ kind, day }] : []))
}

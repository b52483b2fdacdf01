"use client"

import { Info, TriangleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { useNumberWords } from "@/components/composer/owner-words"
import type { TimelinePatient } from "@/lib/patients/timeline"
import type { ComposerFacts } from "@/lib/templates/composer"

type ComposerNotesProps = { patient: TimelinePatient; answersTo: ComposerFacts["answersTo"] }

/** Whether an answer arrives, where, and from whom else it may come. */
export function ComposerNotes({ patient, answersTo }: ComposerNotesProps) {
  const t = useTranslations("composer")
  const { owner, list, country, notice } = useNumberWords()
  const { reply, additionalOf } = patient
  return (
    <div className="grid gap-1.5 text-sm empty:hidden">
      {reply ? (
        <p className="flex items-start gap-2 text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {notice(reply)}
        </p>
      ) : null}
      {reply === null && answersTo ? (
        <Note>
          {t.rich("notes.answersArrive", {
            phone: answersTo.phone,
            country: country(answersTo.country) ?? "",
            ...ISOLATED,
          })}
        </Note>
      ) : null}
      {/* Whoever else has the number may answer from it; the text goes out all the same. */}
      {additionalOf.length > 0 ? (
        <Note>{t("owner.additional", { owners: list(additionalOf.map(owner)) })}</Note>
      ) : null}
    </div>
  )
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-muted-foreground">
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  )
}

/** What the template editor would refuse; whoever writes by hand may know better. */
export function Advice({ sentences }: { sentences: string[] }) {
  return (
    <ul role="status" className="grid gap-1 text-sm text-warning empty:hidden">
      {sentences.map((sentence) => (
        <li key={sentence} className="flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {sentence}
        </li>
      ))}
    </ul>
  )
}

/** What must be accepted before the text goes out. */
export function Warnings({ sentences }: { sentences: string[] }) {
  const t = useTranslations("composer.notes")
  if (sentences.length === 0) return null
  return (
    <div
      role="alert"
      className="grid gap-1 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning"
    >
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4" />
        {t("notSent")}
      </p>
      <ul className="grid gap-0.5">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}

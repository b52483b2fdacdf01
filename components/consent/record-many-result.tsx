"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { CandidateName } from "@/components/consent/candidate-name"
import type { Recorded } from "@/components/consent/record-many-form"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"

type ResultProps = { recorded: Recorded; onClose: () => void }

/** What stands of each patient now; those who may still not be texted come first. */
export function RecordManyResult({ recorded: { people, outcomes }, onClose }: ResultProps) {
  const t = useTranslations("consent.many")
  const said = useRef<HTMLParagraphElement>(null)
  // The form, and with it the focus, is gone.
  useEffect(() => said.current?.focus(), [])
  const saysOf = new Map(outcomes.map(({ patientId, says }) => [patientId, says]))
  const rows = people
    .map((person) => ({ person, says: saysOf.get(person.id) ?? ("counts" as const) }))
    .sort((a, b) => Number(a.says === "counts") - Number(b.says === "counts"))
  const still = rows.filter(({ says }) => says !== "counts").length
  return (
    <div className="grid gap-4">
      <p ref={said} tabIndex={-1} className="rounded-sm text-sm outline-none">
        {still === 0 ? t("allCount") : t("some", { n: still })}
      </p>
      <ul aria-label={t("results")} className="divide-y border-y text-sm">
        {rows.map(({ person, says }) => (
          <li key={person.id} className="flex items-center justify-between gap-3 py-1.5">
            <span className="min-w-0 break-words">
              <CandidateName person={person} />
            </span>
            <Badge variant={says === "counts" ? "neutral" : "warning"}>{t(says)}</Badge>
          </li>
        ))}
      </ul>
      <Button variant="primary" className="justify-self-end" onClick={onClose}>
        {t("close")}
      </Button>
    </div>
  )
}

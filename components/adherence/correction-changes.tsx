"use client"

import { CircleAlert } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import type { CorrectionPreview } from "@/components/adherence/correction-preview"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { isolated } from "@/components/doses/fill-words"
import { useDoseWords } from "@/components/doses/use-dose-words"
import type { Correction } from "@/lib/doses/correctable"
import type { RefusedDose } from "@/lib/doses/correction-mutations"
import type { TimelineDose } from "@/lib/patients/timeline"

type CorrectionChangesProps = {
  as: Correction
  preview: CorrectionPreview
  /** Because of which the last attempt saved nothing. */
  refused: readonly RefusedDose[]
  doses: readonly TimelineDose[]
  /** Those that went from the calendar while the form was open. */
  gone: readonly TimelineDose[]
}

const MOST_NAMED = 3

/** What a correction makes of the selected doses, and which it leaves, each with its reason. */
export function CorrectionChanges({ as, preview, refused, doses, gone }: CorrectionChangesProps) {
  const t = useTranslations("evidence")
  const words = useDoseWords()
  const named = useNames()
  const of = (each: RefusedDose) => doses.filter(({ id }) => id === each.doseId)
  return (
    <div className="grid gap-3">
      <Gone doses={gone} isAll={doses.length === 0} isRestSaved={preview.applies.length > 0} />
      {refused.length > 0 ? (
        <div
          role="alert"
          className="grid gap-1 rounded-md border border-warning-edge bg-warning-soft p-3 text-sm"
        >
          <p className="flex items-start gap-1.5 font-medium">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
            {t("many.refused")}
          </p>
          <ul className="grid gap-1 ps-5.5">
            {refused.map((each) => (
              <li key={each.doseId}>
                {named(of(each))}: {words.state(each.state)}. {t(`obstacle.${each.why}`)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <section aria-label={t("many.changes")} className="grid gap-2 rounded-md bg-subtle p-3">
        <h3 className="font-semibold text-sm">{t("many.changes")}</h3>
        {preview.applies.length === 0 ? <p className="text-sm">{t("many.nothing")}</p> : null}
        <ul className="grid gap-1.5 text-sm">
          {preview.changes.map(({ from, to, doses: changed }) => (
            <li key={from} className="flex items-center gap-2">
              <DoseGlyph state={to} decorative />
              {t("many.line", {
                count: changed.length,
                from: words.state(from),
                to: words.state(to),
              })}
            </li>
          ))}
        </ul>
        {as === "not_taken" ? null : (
          <p className="text-muted-foreground text-xs">
            {t(as === "taken" ? "many.noTime" : "many.notCounted")}
          </p>
        )}
      </section>
      {preview.stays.length > 0 ? (
        <section aria-label={t("many.stay")} className="grid gap-1.5 px-3">
          <h3 className="font-semibold text-sm">{t("many.stay")}</h3>
          <ul className="grid gap-1 text-muted-foreground text-sm">
            {preview.stays.map(({ why, doses: left }) => (
              <li key={why}>
                {t(`many.stays.${why}`, { count: left.length, names: named(left) })}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

type GoneProps = { doses: readonly TimelineDose[]; isAll: boolean; isRestSaved: boolean }

/** It stands there before it says anything, so that it is heard. */
function Gone({ doses, isAll, isRestSaved }: GoneProps) {
  const t = useTranslations("evidence.many")
  const named = useNames()
  const rest = isAll ? "goneAll" : isRestSaved ? "goneRest" : null
  return (
    <div role="status" className="empty:-mb-3">
      {doses.length > 0 ? (
        <p className="rounded-md border border-warning-edge bg-warning-soft p-3 text-sm">
          {t("gone", { count: doses.length, names: named(doses) })} {rest ? t(rest) : null}
        </p>
      ) : null}
    </div>
  )
}

/** "Tue 3 Nov 08:00, Metformin; Wed 4 Nov 08:00, Metformin and 4 more". */
function useNames() {
  const t = useTranslations("evidence.many")
  const language = useLocale()
  const { day } = useDoseWords()
  return (doses: readonly TimelineDose[]): string => {
    const names = doses
      .slice(0, MOST_NAMED)
      .map(({ localDate, slot, medication }) =>
        t("name", {
          day: day(localDate),
          time: slot,
          medication: isolated(medication, language),
        }),
      )
      .join("; ")
    const more = doses.length - MOST_NAMED
    return more > 0 ? t("andMore", { names, count: more }) : names
  }
}

import { ArrowDownRight, ArrowUpRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { ENOUGH_DOSES, wholePercent } from "@/lib/doses/figures"
import type { PatientRow } from "@/lib/patients/patient-row"

/** `86 % · 24 of 28 · 86–96 %`. */
export function ReportedFigure({ row }: { row: PatientRow }) {
  const t = useTranslations("patients.reported")
  const { taken30: count, expected30: total, undecided30 } = row
  if (total < ENOUGH_DOSES) {
    return (
      <span className="whitespace-nowrap text-muted-foreground">
        {t("none")} · {t("tooFew", { total })}
      </span>
    )
  }
  const low = wholePercent(count / total)
  const high = wholePercent(Math.min(1, (count + undecided30) / total))
  const range = low === high ? t("percent", { n: low }) : t("range", { low, high })
  return (
    <span className="whitespace-nowrap">
      <span className="font-medium">{t("percent", { n: low })}</span>
      <span className="text-muted-foreground">
        {" · "}
        {t("of", { count, total })} · {range}
      </span>
    </span>
  )
}

/** Points of this week on the week before; nothing where that means nothing. */
export function Trend({ points }: { points: number | null }) {
  const t = useTranslations("patients")
  if (points === null) return null
  const Icon = points > 0 ? ArrowUpRight : ArrowDownRight
  return (
    <span className="flex items-center gap-1">
      <Icon aria-hidden className="size-4 rtl:-scale-x-100" />
      {t(points > 0 ? "trend.rising" : "trend.falling", { points: Math.abs(points) })}
    </span>
  )
}

/** Doses in a row without a reported take, in words; nothing where there is no gap. */
export function Gap({ doses, none }: { doses: number; none?: string }) {
  const t = useTranslations("patients")
  return doses === 0 ? (none ?? null) : t("doses", { n: doses })
}

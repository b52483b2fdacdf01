import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useFigureWords } from "@/components/reports/use-figure-words"
import type { Figures } from "@/lib/doses/figures"
import { dosesUnder, type ShareKey, shareOf, toldShare } from "@/lib/doses/shares"

/** The month's figures, each with its two numbers; the range beside the one that has one. */
export function MonthFigures({ figures: of }: { figures: Figures }) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const range =
    of.low === null || of.high === null ? null : <bdi dir="ltr">{words.range(of.low, of.high)}</bdi>
  const figure = (key: ShareKey) => {
    const { part, whole } = shareOf(key, of)
    const counted = { part: words.number(part), whole: words.number(whole) }
    return {
      share: toldShare(key, of),
      of: t(key === "fullDays" ? "days" : "dosesOf", counted),
      doses: dosesUnder(key, of),
    }
  }
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3 lg:grid-cols-5 print:grid-cols-5">
      <Figure label={t("rate")} {...figure("rate")} more={range} />
      <Figure label={t("onTime")} {...figure("onTime")} />
      <Figure label={t("fullDays")} {...figure("fullDays")} />
      <Figure label={t("response")} {...figure("responseRate")} />
      <Figure label={t("reach")} {...figure("reachability")} />
    </dl>
  )
}

type FigureProps = {
  label: string
  share: number | null
  of: string
  /** On how many the share rests. */
  doses: number
  more?: ReactNode
}

function Figure({ label, share, of, doses, more }: FigureProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd>
        {share === null ? (
          t("month.notEnough", { doses: t("doses", { n: doses }) })
        ) : (
          <>
            <span className="font-semibold text-lg">{words.percent(share)}</span>
            <span className="block text-muted-foreground text-xs">
              {of}
              {more ? <> · {more}</> : null}
            </span>
          </>
        )}
      </dd>
    </div>
  )
}

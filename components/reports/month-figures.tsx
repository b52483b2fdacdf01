import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { ENOUGH_DOSES, type Figures } from "@/lib/doses/figures"

/** The month's figures, each with its two numbers; the range beside the one that has one. */
export function MonthFigures({ figures: of }: { figures: Figures }) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const doses = (part: number, whole: number) =>
    t("dosesOf", { part: words.number(part), whole: words.number(whole) })
  const range =
    of.low === null || of.high === null ? null : <bdi dir="ltr">{words.range(of.low, of.high)}</bdi>
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3 lg:grid-cols-5 print:grid-cols-5">
      <Figure
        label={t("rate")}
        share={of.rate}
        of={doses(of.taken, of.n)}
        whole={of.n}
        more={range}
      />
      <Figure label={t("onTime")} share={of.onTimeRate} of={doses(of.onTime, of.n)} whole={of.n} />
      <Figure
        label={t("fullDays")}
        share={of.fullDayRate}
        of={t("days", { part: words.number(of.fullDays), whole: words.number(of.dueDays) })}
        whole={of.n}
      />
      <Figure
        label={t("response")}
        share={of.responseRate}
        of={doses(of.replied, of.reminded)}
        whole={of.reminded}
      />
      <Figure
        label={t("reach")}
        share={of.reachability}
        of={doses(of.n, of.n + of.notReminded)}
        whole={of.n + of.notReminded}
      />
    </dl>
  )
}

type FigureProps = {
  label: string
  share: number | null
  of: string
  /** In how many doses the share is. */
  whole: number
  more?: ReactNode
}

function Figure({ label, share, of, whole, more }: FigureProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  return (
    <div>
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd>
        {share === null || whole < ENOUGH_DOSES ? (
          t("month.notEnough", { doses: t("doses", { n: whole }) })
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

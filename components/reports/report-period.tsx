import type { Route } from "next"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { FilterLinks } from "@/components/ui/filter-links"
import { Input } from "@/components/ui/input"
import { reportHref } from "@/lib/reports/address"
import type { Measure } from "@/lib/reports/measures"
import { type Period, type PeriodProblem, REPORT_DAYS } from "@/lib/reports/period"
import type { ReportAnswer } from "@/lib/reports/report"

type ReportPeriodProps = {
  period: Period
  measure: Measure
  problem: PeriodProblem | null
  answer: ReportAnswer
}

/** Which days the report is of: the last ones by a link, named ones by a form, both in the address. */
export function ReportPeriod({ period, measure, problem, answer }: ReportPeriodProps) {
  const t = useTranslations("reports.period")
  const show: Record<string, string> = measure === "rate" ? {} : { show: measure }
  return (
    <div className="grid gap-2 print:hidden">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <FilterLinks
          label={t("label")}
          current={period.kind === "last" ? String(period.days) : ""}
          links={REPORT_DAYS.map((days) => ({
            key: String(days),
            label: t("days", { n: days }),
            href: reportHref({ kind: "last", days }, show) as Route,
          }))}
        />
        <form action="/reports" className="flex flex-wrap items-end gap-2">
          {measure === "rate" ? null : <input type="hidden" name="show" value={measure} />}
          <Day name="from" label={t("from")} value={answer.from} last={answer.today} />
          <Day name="to" label={t("to")} value={answer.to} last={answer.today} />
          <Button type="submit">{t("show")}</Button>
        </form>
      </div>
      {problem ? (
        <p role="alert" className="text-danger text-sm">
          {t(problem)}
        </p>
      ) : null}
      <p className="text-muted-foreground text-xs">{t("calendar")}</p>
    </div>
  )
}

function Day(props: { name: string; label: string; value: string; last: string }) {
  return (
    <Field label={props.label}>
      {(control) => (
        <Input
          {...control}
          key={props.value}
          type="date"
          required
          name={props.name}
          defaultValue={props.value}
          max={props.last}
          className="w-36"
        />
      )}
    </Field>
  )
}

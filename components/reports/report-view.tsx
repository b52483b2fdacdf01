import "@/components/reports/reports.css"
import { Download } from "lucide-react"
import { useTranslations } from "next-intl"
import { AllTogether, Contacts } from "@/components/reports/all-together"
import { Distribution } from "@/components/reports/distribution"
import { Medications } from "@/components/reports/medications"
import { PrintButton } from "@/components/reports/print-button"
import { RefreshReport } from "@/components/reports/refresh-report"
import { ReportPeriod } from "@/components/reports/report-period"
import { Sends } from "@/components/reports/sends"
import { States } from "@/components/reports/states"
import { Times } from "@/components/reports/times"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { Time } from "@/components/ui/time"
import { csvHref, namedPeriod } from "@/lib/reports/address"
import type { Measure } from "@/lib/reports/measures"
import type { Period, PeriodProblem } from "@/lib/reports/period"
import type { Report, ReportAnswer } from "@/lib/reports/report"
import { dosesOf } from "@/lib/reports/tally"

type ReportViewProps = {
  answer: ReportAnswer
  period: Period
  measure: Measure
  problem: PeriodProblem | null
}

/** The organization's report: who answers, how patients are spread, and where it differs. */
export function ReportView({ answer, period, measure, problem }: ReportViewProps) {
  const t = useTranslations("reports")
  const { report, isComing } = answer
  return (
    <PageBody className="gap-6">
      <PageHeader
        title={t("title")}
        description={report ? <AsOf report={report} isComing={isComing} /> : t("about")}
        action={report ? <Actions period={period} /> : null}
      />
      <ReportPeriod {...{ period, measure, problem, answer }} />
      {isComing ? <RefreshReport /> : null}
      {report === null ? (
        <EmptyState title={t("computing.title")}>
          <span role="status">{t("computing.text")}</span>
        </EmptyState>
      ) : dosesOf(report.body.total) === 0 ? (
        <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>
      ) : (
        <Sections report={report} measure={measure} asked={period} />
      )}
    </PageBody>
  )
}

function AsOf({ report, isComing }: { report: Report; isComing: boolean }) {
  const t = useTranslations("reports")
  const { date } = useFigureWords()
  const days = t("period.range", { from: date(report.from), to: date(report.to) })
  return (
    <>
      {`${days} · `}
      {t.rich("asOf", {
        time: () => <Time instant={report.asOf} zone={report.zone} form="short" />,
      })}
      {isComing ? <span role="status">{` · ${t("coming")}`}</span> : null}
    </>
  )
}

function Actions({ period }: { period: Period }) {
  const t = useTranslations("reports")
  return (
    <>
      <PrintButton>{t("print")}</PrintButton>
      <Button asChild>
        <a href={csvHref(period)} download>
          <Download aria-hidden />
          {t("download")}
        </a>
      </Button>
    </>
  )
}

function Sections(of: { report: Report; measure: Measure; asked: Period }) {
  const { report, measure, asked } = of
  const { body } = report
  const period = namedPeriod(report)
  return (
    <>
      <AllTogether body={body} period={period} />
      <div className="grid gap-x-10 gap-y-8 xl:grid-cols-2">
        <Distribution bands={body.bands} period={period} />
        <div className="grid min-w-0 content-start gap-8">
          <Contacts body={body} period={period} />
          <States total={body.total} period={period} />
        </div>
      </div>
      <Medications medications={body.medications} period={period} />
      <Times times={body.times} total={body.total} {...{ measure, asked, period }} />
      <Sends report={report} />
    </>
  )
}

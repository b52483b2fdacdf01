import { PersonName } from "@/components/ui/person-name"
import "@/components/reports/month.css"
import { ChevronLeft, ChevronRight, Download } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { HandoutSheet } from "@/components/reports/handout-sheet"
import { MonthFigures } from "@/components/reports/month-figures"
import { MonthGrid, MonthLegend } from "@/components/reports/month-grid"
import { MonthParts } from "@/components/reports/month-parts"
import { PrintButton } from "@/components/reports/print-button"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { FilterLinks } from "@/components/ui/filter-links"
import { monthCsvHref, monthHref } from "@/lib/reports/address"
import {
  HANDOUT_LANGUAGES,
  HANDOUT_NAMES,
  type HandoutLanguage,
  hasHandout,
} from "@/lib/reports/handout"
import { addMonths, monthOf } from "@/lib/reports/month"
import type { PatientMonth } from "@/lib/reports/patient-month"
import { languageName, languageOf } from "@/lib/templates/language"

type MonthViewProps = { of: PatientMonth; language: HandoutLanguage }

/** A patient's month as two sheets of paper: one for the team, one to hand out. */
export function MonthView({ of, language }: MonthViewProps) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  return (
    <PageBody className="gap-6">
      <div className="grid gap-4 print:hidden">
        <PageHeader
          back={
            <Link
              href={`/patients/${of.patient.id}`}
              className="inline-flex items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground"
            >
              <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
              {t("back")}
            </Link>
          }
          title={<PersonName of={of.patient.name} />}
          description={words.month(of.month)}
          action={
            <>
              <PrintButton sheet="team">{t("printTeam")}</PrintButton>
              <PrintButton sheet="patient">{t("printPatient")}</PrintButton>
              <Button asChild>
                <a href={monthCsvHref(of.patient.id, of.month)} download>
                  <Download aria-hidden />
                  {t("download")}
                </a>
              </Button>
            </>
          }
        />
        <Months of={of} language={language} />
      </div>
      <TeamSheet of={of} />
      <Languages of={of} language={language} />
      <HandoutSheet of={of} language={language} />
    </PageBody>
  )
}

function Months({ of, language }: MonthViewProps) {
  const t = useTranslations("reports.month")
  const to = (months: number) =>
    monthHref(of.patient.id, addMonths(of.month, months), language) as Route
  return (
    <nav aria-label={t("title")} className="flex gap-2">
      <Button asChild size="sm">
        <Link href={to(-1)}>
          <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
          {t("previous")}
        </Link>
      </Button>
      {of.month < monthOf(of.today) ? (
        <Button asChild size="sm">
          <Link href={to(1)}>
            {t("next")}
            <ChevronRight aria-hidden className="rtl:-scale-x-100" />
          </Link>
        </Button>
      ) : null}
    </nav>
  )
}

function TeamSheet({ of }: { of: PatientMonth }) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const { patient, doses, month } = of
  const madeAt = words.time(of.now, patient.zone)
  const said = statusOf(of)
  return (
    <section aria-labelledby="month-team" className="month-sheet grid gap-4">
      <div className="grid gap-0.5">
        <h2 id="month-team" className="font-semibold text-base">
          <span className="print:hidden">{t("team")}</span>
          <span className="hidden print:inline">
            <PersonName of={patient.name} />, {words.month(month)}
          </span>
        </h2>
        <p className="text-muted-foreground text-xs">
          {`${t("zone", { zone: patient.zone })} · ${t("madeAt", { date: madeAt })}`}
        </p>
        {said ? (
          <p className="text-sm">
            {t(said, {
              date: words.date(said === "before" ? (of.firstDate ?? of.today) : of.today),
            })}
          </p>
        ) : null}
      </div>
      {doses.length > 0 ? (
        <>
          <MonthFigures figures={of.figures} />
          <MonthGrid month={month} doses={doses} />
          <MonthLegend doses={doses} />
        </>
      ) : null}
      <MonthParts of={of} />
      <p className="text-muted-foreground text-xs">{t("definitions")}</p>
    </section>
  )
}

/** What is to be said of a month that is not over, or holds nothing. */
function statusOf({ from, to, today, firstDate, doses }: PatientMonth) {
  if (firstDate === null) return "never"
  if (to < firstDate) return "before"
  if (from > today) return "notBegun"
  if (doses.length === 0) return "nothing"
  return to >= today ? "soFar" : null
}

function Languages({ of, language }: MonthViewProps) {
  const t = useTranslations("reports.month")
  const own = languageOf(of.locale)
  const name = (each: HandoutLanguage) =>
    each === own ? t("own", { language: HANDOUT_NAMES[each] }) : HANDOUT_NAMES[each]
  return (
    <section aria-labelledby="month-patient" className="grid gap-2 border-t pt-6 print:hidden">
      <h2 id="month-patient" className="font-semibold text-base">
        {t("patient")}
      </h2>
      {own !== null && !hasHandout(own) ? (
        <p className="text-sm text-warning">{t("noText", { language: languageName(own) })}</p>
      ) : null}
      <FilterLinks
        label={t("language")}
        current={language}
        links={HANDOUT_LANGUAGES.map((each) => ({
          key: each,
          label: <span lang={each}>{name(each)}</span>,
          href: monthHref(of.patient.id, of.month, each) as Route,
        }))}
      />
    </section>
  )
}

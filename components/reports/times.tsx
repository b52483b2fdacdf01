import type { Route } from "next"
import { useTranslations } from "next-intl"
import { NumberLink } from "@/components/reports/number-link"
import { ReportSection } from "@/components/reports/report-section"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { cn } from "@/components/ui/cn"
import { FilterLinks } from "@/components/ui/filter-links"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { behindHref, reportHref } from "@/lib/reports/address"
import { MEASURES, type Measure, measured, tooFew } from "@/lib/reports/measures"
import type { Period } from "@/lib/reports/period"
import type { TimeTally } from "@/lib/reports/report"
import type { GroupTally } from "@/lib/reports/tally"

const TINTS = 5
const DAYS_AND_ALL = 8

type TimesProps = {
  times: readonly TimeTally[]
  total: GroupTally
  measure: Measure
  /** As it was asked for, and with its days named. */
  asked: Period
  period: Period
}

/** A share for each weekday and hour: the number in the cell, a tint behind it. */
export function Times({ times, total, measure, asked, period }: TimesProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const hours = [...new Set(times.flatMap(({ hour }) => (hour === null ? [] : [hour])))].sort(
    (a, b) => a - b,
  )
  const at = (weekday: number | null, hour: number | null) =>
    weekday === null && hour === null
      ? { ...total, weekday, hour }
      : times.find((each) => each.weekday === weekday && each.hour === hour)
  const saysAny = (hour: number) =>
    [...words.weekdays, null].some((weekday) => {
      const of = at(weekday, hour)
      return of !== undefined && tooFew(of, measure) === null
    })
  const told = hours.filter(saysAny)
  const others = hours.filter((hour) => !saysAny(hour))
  const cell = (weekday: number | null, hour: number | null) => (
    <Cell key={weekday ?? "all"} of={at(weekday, hour)} measure={measure} period={period} />
  )
  return (
    <ReportSection title={t("times.title")} definition={t("times.is")}>
      <Measures measure={measure} asked={asked} />
      <Table label={`${t("times.title")}: ${t(`times.${measure}`)}`}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0">{t("times.hour")}</TableHeader>
            {words.weekdays.map((weekday) => (
              <TableHeader key={weekday} className="text-center">
                {words.weekday(weekday)}
              </TableHeader>
            ))}
            <TableHeader className="text-center">{t("times.allDays")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {told.map((hour) => (
            <TableRow key={hour}>
              <TableHeader scope="row" className="ps-0">
                {hourWords(hour)}
              </TableHeader>
              {words.weekdays.map((weekday) => cell(weekday, hour))}
              {cell(null, hour)}
            </TableRow>
          ))}
          {others.length > 0 ? <OtherHours hours={others} period={period} /> : null}
          <TableRow className="border-t-2">
            <TableHeader scope="row" className="ps-0">
              {t("times.allHours")}
            </TableHeader>
            {words.weekdays.map((weekday) => cell(weekday, null))}
            {cell(null, null)}
          </TableRow>
        </TableBody>
      </Table>
      <p className="text-muted-foreground text-xs">{t("times.fewIs")}</p>
    </ReportSection>
  )
}

/** The hours in which no day has enough to say, in one line. */
function OtherHours({ hours, period }: { hours: readonly number[]; period: Period }) {
  const t = useTranslations("reports.times")
  return (
    <TableRow>
      <TableHeader scope="row" className="ps-0">
        {t("otherHours")}
      </TableHeader>
      <TableCell colSpan={DAYS_AND_ALL} className="text-muted-foreground text-xs">
        {t("tooFew")}
        <span className="inline-flex flex-wrap gap-x-3 ps-3">
          {hours.map((hour) => (
            <NumberLink key={hour} href={behindHref(period, { hour })}>
              {hourWords(hour)}
            </NumberLink>
          ))}
        </span>
      </TableCell>
    </TableRow>
  )
}

function Measures({ measure, asked }: Pick<TimesProps, "measure" | "asked">) {
  const t = useTranslations("reports.times")
  return (
    <FilterLinks
      label={t("measure")}
      current={measure}
      links={MEASURES.map((key) => ({
        key,
        label: t(key),
        href: reportHref(asked, key === "rate" ? {} : { show: key }) as Route,
      }))}
    />
  )
}

export const hourWords = (hour: number) => `${String(hour).padStart(2, "0")}:00`

type CellProps = { of: TimeTally | undefined; measure: Measure; period: Period }

function Cell({ of, measure, period }: CellProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  if (!of) return <TableCell className="p-0.5" />
  const { part, whole } = measured(of, measure)
  const said = {
    day: of.weekday === null ? t("times.allDays") : words.weekday(of.weekday, "long"),
    hour: of.hour === null ? t("times.allHours") : hourWords(of.hour),
    patients: of.patients,
  }
  const share = tooFew(of, measure) === null ? part / whole : null
  const label =
    share === null
      ? t("times.fewCell", { ...said, whole })
      : t("times.cell", {
          ...said,
          share: words.percent(share),
          part: words.number(part),
          whole: words.number(whole),
        })
  return (
    <TableCell className="p-0.5 text-center">
      <NumberLink
        href={behindHref(period, { weekday: of.weekday, hour: of.hour })}
        label={label}
        className={cn(
          "flex min-h-9 w-full min-w-14 justify-center rounded-sm text-foreground",
          share === null ? "text-muted-foreground text-xs" : `share-${tintOf(share)}`,
        )}
      >
        {share === null ? t("times.few") : words.percent(share)}
      </NumberLink>
    </TableCell>
  )
}

const tintOf = (share: number) => Math.min(TINTS, 1 + Math.floor(share * TINTS))

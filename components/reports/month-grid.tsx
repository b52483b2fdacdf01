import { useTranslations } from "next-intl"
import { Fragment } from "react"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { Table } from "@/components/ui/table"
import { DOSE_STATES } from "@/db/enums"
import { daysOfMonth, type Month, type MonthRow, rowsOf } from "@/lib/reports/month"
import type { MonthDose } from "@/lib/reports/month-dose"

type MonthGridProps = { month: Month; doses: readonly MonthDose[] }

/** A row for each medication and time, a column for each day; weeks begin with a line. */
export function MonthGrid({ month, doses }: MonthGridProps) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const days = daysOfMonth(month)
  return (
    <Table
      label={t("calendar")}
      className="month-grid text-xs"
      containerClassName="relative print:overflow-visible"
    >
      <thead>
        <tr>
          <th scope="col" className="text-start font-medium text-muted-foreground">
            {t("medication")}
          </th>
          {days.map(({ date, day, weekday }) => (
            <th
              key={date}
              scope="col"
              data-starts={weekday === words.firstWeekday || undefined}
              className="font-normal"
            >
              <span aria-hidden className="block text-muted-foreground">
                {words.weekday(weekday, "narrow")}
              </span>
              <span className="sr-only">{words.weekday(weekday, "long")}</span>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rowsOf(doses).map((row) => (
          <Row key={`${row.regimenId} ${row.slot}`} row={row} month={month} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ row, month }: { row: MonthRow; month: Month }) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  return (
    <tr>
      <th scope="row" className="font-normal">
        <span className="font-medium">
          <bdi>{row.slot}</bdi> <bdi>{row.medication}</bdi>
        </span>{" "}
        <span className="text-muted-foreground">
          {row.doseTexts.map((text, index) => (
            <Fragment key={text}>
              {index > 0 ? " / " : null}
              <bdi>{text}</bdi>
            </Fragment>
          ))}
        </span>
      </th>
      {daysOfMonth(month).map(({ date, weekday }) => {
        const dose = row.byDate.get(date)
        return (
          <td key={date} data-starts={weekday === words.firstWeekday || undefined}>
            {dose ? (
              <>
                <DoseGlyph state={dose.state} decorative />
                <span className="sr-only">{t(`states.${dose.state}`)}</span>
              </>
            ) : null}
          </td>
        )
      })}
    </tr>
  )
}

/** What the glyphs mean; only those that are in the month. */
export function MonthLegend({ doses }: { doses: readonly MonthDose[] }) {
  const t = useTranslations("reports")
  const present = new Set(doses.map(({ state }) => state))
  return (
    <ul aria-label={t("month.legend")} className="flex flex-wrap gap-x-4 gap-y-1.5 text-xs">
      {DOSE_STATES.filter((state) => present.has(state)).map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <DoseGlyph state={state} decorative />
          {t(`states.${state}`)}
        </li>
      ))}
    </ul>
  )
}

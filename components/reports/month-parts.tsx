import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useScheduleWords } from "@/components/reports/schedule-words"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { useReasonWords } from "@/components/ui/reason-words"
import { Table } from "@/components/ui/table"
import type { Period } from "@/lib/regimens/medications"
import { changesIn, correctionsOf, medicationsIn, periodsIn } from "@/lib/reports/month"
import type { PatientMonth } from "@/lib/reports/patient-month"

/** So that the month stays on one sheet; the patient's page has them all. */
const MOST_CORRECTIONS = 12

/** What was planned, what was left out on purpose, and what staff put right. */
export function MonthParts({ of }: { of: PatientMonth }) {
  return (
    <div className="month-parts grid gap-5 lg:grid-cols-2 print:grid-cols-2">
      <Regimens of={of} />
      <Periods of={of} />
      <Corrections of={of} />
    </div>
  )
}

function Part({ title, children, wide }: { title: string; children: ReactNode; wide?: boolean }) {
  return (
    <section
      className={
        wide ? "grid gap-1.5 lg:col-span-2 print:col-span-2" : "grid content-start gap-1.5"
      }
    >
      <h3 className="font-semibold text-sm">{title}</h3>
      {children}
    </section>
  )
}

const Quiet = ({ children }: { children: ReactNode }) => (
  <p className="text-muted-foreground text-sm">{children}</p>
)

function Regimens({ of }: { of: PatientMonth }) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const scheduleWords = useScheduleWords()
  const changes = changesIn(of.medications, of)
  return (
    <Part title={t("regimens")}>
      <ul className="grid gap-1 text-sm">
        {medicationsIn(of.medications, of).map(({ medication, version }) => (
          <li key={version.id}>
            <bdi className="font-medium">{medication}</bdi> <bdi>{version.doseText}</bdi>,{" "}
            {scheduleWords(version)}
          </li>
        ))}
      </ul>
      {changes.length === 0 ? (
        <Quiet>{t("noChanges")}</Quiet>
      ) : (
        <>
          <h4 className="text-muted-foreground text-xs">{t("changes")}</h4>
          <ul className="grid gap-1 text-sm">
            {changes.map(({ medication, date, kind, version }) => (
              <li key={`${version.id} ${kind}`}>
                {t(kind, { date: words.shortDate(date) })}:{" "}
                <bdi className="font-medium">{medication}</bdi> <bdi>{version.doseText}</bdi>,{" "}
                {scheduleWords(version)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}

function Periods({ of }: { of: PatientMonth }) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const periods = periodsIn(of.periods, of)
  const span = ({ fromDate, toDate }: Period) => {
    const from = words.date(fromDate)
    return toDate === null ? t("openEnd", { from }) : t("span", { from, to: words.date(toDate) })
  }
  return (
    <Part title={t("periods")}>
      {periods.length === 0 ? (
        <Quiet>{t("noPeriods")}</Quiet>
      ) : (
        <ul className="grid gap-1 text-sm">
          {periods.map((period) => (
            <li key={period.id}>
              <span className="font-medium">{span(period)}</span>
              {` · ${t(`kinds.${period.kind}`)} · `}
              {period.medication === null ? t("everything") : <bdi>{period.medication}</bdi>}
              {" · "}
              <bdi>{period.reason}</bdi>
              {period.by === null ? null : ` · ${t("by", { name: period.by })}`}
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

function Corrections({ of }: { of: PatientMonth }) {
  const t = useTranslations("reports.month")
  const words = useFigureWords()
  const reasonOf = useReasonWords()
  const all = correctionsOf(of.doses)
  const more = all.length - MOST_CORRECTIONS
  return (
    <Part title={t("corrections")} wide>
      {all.length === 0 ? (
        <Quiet>{t("noCorrections")}</Quiet>
      ) : (
        <Table label={t("corrections")} containerClassName="print:overflow-visible">
          <thead className="border-b text-muted-foreground text-xs">
            <tr>
              {(["dose", "what", "reason", "who"] as const).map((column) => (
                <th key={column} scope="col" className="py-1 pe-3 text-start font-medium">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {all.slice(0, MOST_CORRECTIONS).map(({ dose, event }) => (
              <tr key={event.id}>
                <th scope="row" className="py-1 pe-3 text-start font-normal">
                  {words.shortDate(dose.localDate)} <bdi>{dose.slot}</bdi>{" "}
                  <bdi>{dose.medication}</bdi>
                </th>
                <td className="py-1 pe-3">{t(`events.${event.kind}`)}</td>
                <td className="py-1 pe-3">
                  <bdi>{event.reason === null ? "–" : reasonOf(event.reason)}</bdi>
                </td>
                <td className="py-1">
                  <bdi>{event.by ?? "–"}</bdi>, {words.time(event.recordedAt, of.patient.zone)}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {more > 0 ? <Quiet>{t("more", { n: more })}</Quiet> : null}
    </Part>
  )
}

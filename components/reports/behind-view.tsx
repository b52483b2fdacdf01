import { ChevronLeft } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { NumberLink } from "@/components/reports/number-link"
import { hourWords } from "@/components/reports/times"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { PersonName } from "@/components/ui/person-name"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { isEnough } from "@/lib/doses/shares"
import { reportHref } from "@/lib/reports/address"
import { bandSpan } from "@/lib/reports/bands"
import { asLastDays, type Period } from "@/lib/reports/period"
import type { Behind, PatientBehind } from "@/lib/reports/report"
import type { Slice } from "@/lib/reports/slice"
import { sharesOf } from "@/lib/reports/tally"

type BehindViewProps = { behind: Behind; slice: Slice; period: Period }

/** The patients behind a number of the report, each with what of their doses is in it. */
export function BehindView({ behind, slice, period }: BehindViewProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const { rows, from, to } = behind
  const days = t("period.range", { from: words.date(from), to: words.date(to) })
  return (
    <PageBody>
      <PageHeader
        back={
          <Link
            href={reportHref(asLastDays(period, behind.today)) as Route}
            className="inline-flex items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground"
          >
            <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
            {t("behind.back")}
          </Link>
        }
        title={t("behind.title")}
        description={
          <>
            <SliceWords slice={slice} />
            {` · ${days}`}
          </>
        }
        action={slice.medication === null ? null : <InPatients medication={slice.medication} />}
      />
      {rows.length === 0 ? (
        <EmptyState title={t(behind.of === null ? "behind.tooMany" : "behind.none")}>
          {t(behind.of === null ? "behind.tooManyText" : "behind.noneText")}
        </EmptyState>
      ) : (
        <>
          <p className="text-muted-foreground text-sm">
            <CountWords behind={behind} /> {isPartial(slice) ? t("behind.partial") : null}
          </p>
          <PatientsTable rows={rows} slice={slice} />
        </>
      )}
    </PageBody>
  )
}

/** The list of patients, where everybody who takes it can be selected and texted. */
function InPatients({ medication }: { medication: string }) {
  const t = useTranslations("reports.behind")
  return (
    <Button asChild>
      <Link href={`/patients?${new URLSearchParams({ medication })}` as Route} prefetch={false}>
        {t("inPatients")}
      </Link>
    </Button>
  )
}

const isPartial = ({ medication, weekday, hour }: Slice) =>
  medication !== null || weekday !== null || hour !== null

function CountWords({ behind: { rows, of } }: { behind: Behind }) {
  const t = useTranslations("reports.behind")
  const { number } = useFigureWords()
  if (of === null) return t("some", { n: rows.length })
  if (of === rows.length) return t("count", { n: of })
  return t("first", { shown: number(rows.length), n: number(of) })
}

function SliceWords({ slice }: { slice: Slice }) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const { band, contact, state, medication, weekday, hour } = slice
  const parts = [
    band === "unknown"
      ? t("behind.unknown")
      : band === null
        ? null
        : t("behind.band", bandSpan(band)),
    contact === null ? null : t(`behind.${contact}`),
    state === null ? null : t("behind.state", { state: t(`states.${state}`) }),
    medication === null
      ? null
      : t.rich("behind.medication", { name: () => <bdi>{medication}</bdi> }),
    weekday === null ? null : t("behind.weekday", { day: words.weekday(weekday, "long") }),
    hour === null ? null : t("behind.hour", { hour: hourWords(hour) }),
  ].filter((part) => part !== null)
  if (parts.length === 0) return t("behind.all")
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never change places
    <span key={index}>
      {index > 0 ? " · " : null}
      {part}
    </span>
  ))
}

function PatientsTable({ rows, slice }: { rows: readonly PatientBehind[]; slice: Slice }) {
  const t = useTranslations("reports")
  const { state } = slice
  return (
    <Table label={t("behind.title")}>
      <TableHead>
        <TableRow>
          <TableHeader className="ps-0">{t("behind.patient")}</TableHeader>
          {state === null ? null : (
            <TableHeader className="text-end">
              {t("behind.inState", { state: t(`states.${state}`) })}
            </TableHeader>
          )}
          <TableHeader>{t("behind.rate")}</TableHeader>
          <TableHeader className="text-end">{t("behind.response")}</TableHeader>
          <TableHeader className="text-end">{t("behind.reach")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <PatientLine key={row.patientId} row={row} state={state} />
        ))}
      </TableBody>
    </Table>
  )
}

function PatientLine({ row, state }: { row: PatientBehind; state: Slice["state"] }) {
  const words = useFigureWords()
  return (
    <TableRow>
      <TableHeader scope="row" className="ps-0 font-normal text-foreground text-sm">
        <NumberLink href={`/patients/${row.patientId}`}>
          <PersonName of={row.name} />
        </NumberLink>
      </TableHeader>
      {state === null ? null : (
        <TableCell className="text-end font-medium">{words.number(row[state])}</TableCell>
      )}
      <TableCell className="md:whitespace-nowrap">
        <RateWords row={row} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-end">
        {words.of(row.replied, row.asked)}
      </TableCell>
      <TableCell className="text-end">{words.number(row.not_reminded)}</TableCell>
    </TableRow>
  )
}

function RateWords({ row }: { row: PatientBehind }) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const { n, taken, rate, high } = sharesOf(row)
  if (rate === null || high === null || !isEnough(n)) {
    return (
      <span className="text-muted-foreground">
        {`${t("bands.unknown")} · ${words.of(taken, n)}`}
      </span>
    )
  }
  return (
    <>
      <span className="font-medium">{words.percent(rate)}</span>
      <span className="text-muted-foreground">
        {" · "}
        <span className="whitespace-nowrap">{words.of(taken, n)}</span>
        {" · "}
        <bdi dir="ltr" className="whitespace-nowrap">
          {words.range(rate, high)}
        </bdi>
      </span>
    </>
  )
}

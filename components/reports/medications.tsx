import { useTranslations } from "next-intl"
import { RangeBar } from "@/components/reports/bar"
import { NumberLink } from "@/components/reports/number-link"
import { ReportSection } from "@/components/reports/report-section"
import { useFigureWords } from "@/components/reports/use-figure-words"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { behindHref } from "@/lib/reports/address"
import { type Measure, measured, tooFew } from "@/lib/reports/measures"
import type { Period } from "@/lib/reports/period"
import type { MedicationTally } from "@/lib/reports/report"
import { sharesOf } from "@/lib/reports/tally"

const MOST_SHOWN = 25
const MOST_FOLDED = 100

type MedicationsProps = { medications: readonly MedicationTally[]; period: Period }

/** The rows that say something; those of too few people are folded behind them. */
export function Medications({ medications, period }: MedicationsProps) {
  const t = useTranslations("reports")
  const few = medications.filter((each) => tooFew(each, "rate") === "patients")
  const enough = medications
    .filter((each) => tooFew(each, "rate") !== "patients")
    .toSorted((a, b) => Number(tooFew(a, "rate") !== null) - Number(tooFew(b, "rate") !== null))
  const more = Math.max(0, enough.length - MOST_SHOWN) + Math.max(0, few.length - MOST_FOLDED)
  return (
    <ReportSection title={t("medications.title")} definition={t("medications.is")}>
      {enough.length > 0 ? <Figures of={enough.slice(0, MOST_SHOWN)} period={period} /> : null}
      {few.length > 0 ? (
        <Few of={few.slice(0, MOST_FOLDED)} many={few.length} period={period} />
      ) : null}
      {more > 0 ? (
        <p className="text-muted-foreground text-xs">{t("medications.more", { n: more })}</p>
      ) : null}
    </ReportSection>
  )
}

type SomeProps = { of: readonly MedicationTally[]; period: Period }

function Figures({ of, period }: SomeProps) {
  const t = useTranslations("reports")
  return (
    <Table label={t("medications.title")}>
      <TableHead>
        <TableRow>
          <TableHeader className="ps-0">{t("medications.medication")}</TableHeader>
          <TableHeader className="text-end">{t("medications.patients")}</TableHeader>
          <TableHeader className="w-1/5 max-sm:hidden" aria-hidden />
          <TableHeader>{t("bands.band")}</TableHeader>
          <TableHeader className="text-end">{t("figures.response")}</TableHeader>
          <TableHeader className="text-end">{t("figures.reach")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {of.map((each) => (
          <Row key={each.medication} of={each} period={period} />
        ))}
      </TableBody>
    </Table>
  )
}

/** A share of so few would tell of single people: only how many there are, behind a fold. */
function Few({ of, many, period }: SomeProps & { many: number }) {
  const t = useTranslations("reports")
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm py-1 text-muted-foreground hover:text-foreground">
        {t("medications.few", { n: many })}
      </summary>
      <ul className="grid gap-x-8 gap-y-1 pt-2 sm:grid-cols-2 lg:grid-cols-3">
        {of.map((each) => (
          <li key={each.medication}>
            <NumberLink href={behindHref(period, { medication: each.medication })}>
              <bdi>{each.medication}</bdi>
            </NumberLink>{" "}
            <span className="text-muted-foreground">{t("patients", { n: each.patients })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Row({ of, period }: { of: MedicationTally; period: Period }) {
  const words = useFigureWords()
  return (
    <TableRow>
      <TableHeader scope="row" className="ps-0 font-normal text-foreground text-sm">
        <NumberLink href={behindHref(period, { medication: of.medication })}>
          <bdi>{of.medication}</bdi>
        </NumberLink>
      </TableHeader>
      <TableCell className="text-end">{words.number(of.patients)}</TableCell>
      <Rate of={of} />
      <Share of={of} measure="response" />
      <Share of={of} measure="reach" />
    </TableRow>
  )
}

function Rate({ of }: { of: MedicationTally }) {
  const t = useTranslations("reports.tooFew")
  const words = useFigureWords()
  const { n, taken, rate, high } = sharesOf(of)
  if (tooFew(of, "rate") !== null || rate === null || high === null) {
    return (
      <>
        <TableCell className="max-sm:hidden" />
        <TableCell className="text-muted-foreground">
          {t("doses", { n: words.number(n) })}
        </TableCell>
      </>
    )
  }
  return (
    <>
      <TableCell className="max-sm:hidden">
        <RangeBar low={rate} high={high} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <span className="font-medium">{words.percent(rate)}</span>
        <span className="text-muted-foreground">
          {` · ${words.of(taken, n)} · `}
          <bdi dir="ltr">{words.range(rate, high)}</bdi>
        </span>
      </TableCell>
    </>
  )
}

function Share({ of, measure }: { of: MedicationTally; measure: Measure }) {
  const t = useTranslations("reports.times")
  const words = useFigureWords()
  const { part, whole } = measured(of, measure)
  return (
    <TableCell className="text-end">
      {tooFew(of, measure) === null ? words.percent(part / whole) : t("few")}
    </TableCell>
  )
}

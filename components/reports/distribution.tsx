import { useTranslations } from "next-intl"
import { Bar } from "@/components/reports/bar"
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
import { DEFAULT_THRESHOLDS } from "@/lib/doses/figures"
import { behindHref } from "@/lib/reports/address"
import { bandSpan, RATE_BANDS } from "@/lib/reports/bands"
import { ENOUGH_PATIENTS } from "@/lib/reports/measures"
import type { Period } from "@/lib/reports/period"
import type { BandCount } from "@/lib/reports/report"

type DistributionProps = { bands: readonly BandCount[]; period: Period }

/** Patients by their own reported adherence; those with too few doses apart. */
export function Distribution({ bands, period }: DistributionProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const count = (band: number | null) => bands.find((each) => each.band === band)?.patients ?? 0
  const unknown = count(null)
  const known = RATE_BANDS.reduce<number>((sum, band) => sum + count(band), 0)
  const most = Math.max(1, unknown, ...RATE_BANDS.map(count))
  return (
    <ReportSection title={t("bands.title")} definition={t("bands.is")}>
      <Summary count={count} known={known} />
      <Table label={t("bands.title")}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0">{t("bands.band")}</TableHeader>
            <TableHeader className="text-end">{t("bands.patients")}</TableHeader>
            <TableHeader className="w-2/5" aria-hidden />
            <TableHeader className="text-end">{t("bands.share")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {RATE_BANDS.map((band) => (
            <BandRow
              key={band}
              label={t("bands.span", bandSpan(band))}
              href={behindHref(period, { band })}
              patients={count(band)}
              length={count(band) / most}
              share={known >= ENOUGH_PATIENTS ? words.percent(count(band) / known) : null}
            />
          ))}
          <BandRow
            label={t("bands.unknown")}
            href={behindHref(period, { band: "unknown" })}
            patients={unknown}
            length={unknown / most}
            share={null}
          />
        </TableBody>
      </Table>
    </ReportSection>
  )
}

type SummaryProps = { count: (band: number) => number; known: number }

/** Both ends and the middle in one sentence, at the limits that bands have everywhere. */
function Summary({ count, known }: SummaryProps) {
  const t = useTranslations("reports.bands")
  const { number } = useFigureWords()
  const { good, fair } = DEFAULT_THRESHOLDS
  const within = (least: number, below: number) =>
    number(
      RATE_BANDS.filter((band) => band >= least && band < below).reduce<number>(
        (sum, band) => sum + count(band),
        0,
      ),
    )
  return (
    <p className="text-muted-foreground text-sm">
      {known < ENOUGH_PATIENTS
        ? t("few", { n: known })
        : t("summary", {
            good: within(good, 101),
            fair: within(fair, good),
            low: within(0, fair),
            all: number(known),
          })}
    </p>
  )
}

type BandRowProps = {
  label: string
  href: string
  patients: number
  length: number
  share: string | null
}

function BandRow({ label, href, patients, length, share }: BandRowProps) {
  const { number } = useFigureWords()
  return (
    <TableRow className="h-8">
      <TableHeader scope="row" className="h-8 ps-0 font-normal text-foreground text-sm">
        {patients > 0 ? <NumberLink href={href}>{label}</NumberLink> : label}
      </TableHeader>
      <TableCell className="py-0.5 text-end font-medium">{number(patients)}</TableCell>
      <TableCell className="py-0.5">
        <Bar share={length} />
      </TableCell>
      <TableCell className="py-0.5 text-end text-muted-foreground">{share}</TableCell>
    </TableRow>
  )
}

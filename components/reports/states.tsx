import { useTranslations } from "next-intl"
import { DoseGlyph } from "@/components/doses/dose-glyph"
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
import { behindHref } from "@/lib/reports/address"
import type { Period } from "@/lib/reports/period"
import { dosesOf, type GroupTally, TALLIED_STATES } from "@/lib/reports/tally"

export function States({ total, period }: { total: GroupTally; period: Period }) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const all = dosesOf(total)
  return (
    <ReportSection title={t("states.title")} definition={t("states.is")}>
      <Table label={t("states.title")}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0">{t("states.state")}</TableHeader>
            <TableHeader className="text-end">{t("states.doses")}</TableHeader>
            <TableHeader className="w-1/3 max-sm:hidden" aria-hidden />
            <TableHeader className="text-end">{t("states.share")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {TALLIED_STATES.map((state) => (
            <TableRow key={state} className="h-9">
              <TableHeader scope="row" className="ps-0 font-normal text-foreground text-sm">
                <span className="flex items-center gap-2">
                  <DoseGlyph state={state} decorative />
                  {total[state] > 0 ? (
                    <NumberLink href={behindHref(period, { state })}>
                      {t(`states.${state}`)}
                    </NumberLink>
                  ) : (
                    t(`states.${state}`)
                  )}
                </span>
              </TableHeader>
              <TableCell className="text-end font-medium">{words.number(total[state])}</TableCell>
              <TableCell className="max-sm:hidden">
                <Bar share={all === 0 ? 0 : total[state] / all} />
              </TableCell>
              <TableCell className="text-end text-muted-foreground">
                {all === 0 ? null : words.percent(total[state] / all)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ReportSection>
  )
}

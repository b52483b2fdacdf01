import { useTranslations } from "next-intl"
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
import { logHref, NO_FILTERS } from "@/lib/messages/log-schema"
import type { Report } from "@/lib/reports/report"
import { type SendsRow, sendsRows } from "@/lib/reports/sends"

/** What became of the texts and of what came back. */
export function Sends({ report: { body, from, to, zone } }: { report: Report }) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const href = (row: SendsRow) => {
    if (row.of === "replies") return row.group === "open" ? "/review" : null
    return row.state === null ? null : logHref({ ...NO_FILTERS, state: row.state, from, to })
  }
  const rows = sendsRows(body)
  if (rows.length === 0) return null
  return (
    <ReportSection title={t("sends.title")} definition={t("sends.is", { zone })}>
      <Table label={t("sends.title")}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0">{t("sends.what")}</TableHeader>
            <TableHeader className="text-end">{t("sends.many")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => {
            const link = href(row)
            const label = t(`sends.${row.group}`)
            return (
              <TableRow key={row.group} className="h-9">
                <TableHeader scope="row" className="ps-0 font-normal text-foreground text-sm">
                  {link === null ? label : <NumberLink href={link}>{label}</NumberLink>}
                </TableHeader>
                <TableCell className="text-end font-medium">{words.number(row.many)}</TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </ReportSection>
  )
}

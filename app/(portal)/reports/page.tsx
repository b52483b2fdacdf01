import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { ReportView } from "@/components/reports/report-view"
import { Translated } from "@/components/shell/translated"
import { requireStaff } from "@/lib/auth/session"
import { readMeasure } from "@/lib/reports/measures"
import { organizationReport } from "@/lib/reports/queries"
import { readPeriod } from "@/lib/reports/schema"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports")
  return { title: t("title") }
}

type Asked = Record<string, string | string[] | undefined>
type Props = { searchParams: Promise<Asked> }

export default async function ReportsPage({ searchParams }: Props) {
  const ctx = await requireStaff()
  const asked = await searchParams
  const { period, problem } = readPeriod(asked)
  const answer = await organizationReport(ctx, period, Date.now())
  return (
    <Translated of={["reports", "doses"]}>
      <ReportView {...{ answer, period, problem }} measure={readMeasure(asked.show)} />
    </Translated>
  )
}

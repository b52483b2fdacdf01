import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { MonthView } from "@/components/reports/month-view"
import { Translated } from "@/components/shell/translated"
import { requireStaff } from "@/lib/auth/session"
import { isPatientHere } from "@/lib/patients/queries"
import { patientIdSchema } from "@/lib/patients/schema"
import { handoutLanguage } from "@/lib/reports/handout"
import { patientMonth } from "@/lib/reports/month-queries"

/** No name: titles end up in the browser's history, and on the paper's edge. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports")
  return { title: t("month.title") }
}

type Asked = { month?: string | string[]; language?: string | string[] }
type Props = { params: Promise<{ patientId: string }>; searchParams: Promise<Asked> }

export default async function MonthPage({ params, searchParams }: Props) {
  const ctx = await requireStaff()
  const [{ patientId }, asked] = await Promise.all([params, searchParams])
  const id = patientIdSchema.safeParse(patientId)
  if (!id.success || !(await isPatientHere(ctx, id.data))) notFound()
  const month = await patientMonth(ctx, id.data, asked.month, Date.now())
  return (
    <Translated of={["reports", "doses"]}>
      <MonthView of={month} language={handoutLanguage(asked.language, month.locale)} />
    </Translated>
  )
}

import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { BehindView } from "@/components/reports/behind-view"
import { Translated } from "@/components/shell/translated"
import { requireStaff } from "@/lib/auth/session"
import { patientsBehind } from "@/lib/reports/behind-queries"
import { readPeriod } from "@/lib/reports/schema"
import { readSlice } from "@/lib/reports/slice"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports")
  return { title: t("behind.title") }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function BehindPage({ searchParams }: Props) {
  const ctx = await requireStaff()
  const asked = await searchParams
  const { period } = readPeriod(asked)
  const slice = readSlice(asked)
  const behind = await patientsBehind(ctx, { period, slice }, Date.now())
  return (
    <Translated of={["reports"]}>
      <BehindView {...{ behind, slice, period }} />
    </Translated>
  )
}

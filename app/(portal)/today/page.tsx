import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { OnTheWay } from "@/components/shell/on-the-way"
import { Translated } from "@/components/shell/translated"
import { TodaySkeleton } from "@/components/today/today-skeleton"
import { TodayView } from "@/components/today/today-view"
import { requireStaff } from "@/lib/auth/session"
import { todayFor } from "@/lib/staff/today"

type TodayPageProps = { searchParams: Promise<{ only?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("today")
  return { title: t("title") }
}

export default function TodayPage(props: TodayPageProps) {
  return (
    <OnTheWay skeleton={<TodaySkeleton />}>
      <Today {...props} />
    </OnTheWay>
  )
}

async function Today({ searchParams }: TodayPageProps) {
  const ctx = await requireStaff()
  const only = (await searchParams).only === "due" ? ("due" as const) : null
  return (
    <Translated of={["today", "tasks"]}>
      <TodayView key={only ?? "all"} initial={await todayFor(ctx, Date.now(), only)} only={only} />
    </Translated>
  )
}

import type { Metadata } from "next"
import Link from "next/link"
import { getTranslations } from "next-intl/server"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { FollowUpListScreen } from "@/components/tasks/follow-up-list"
import { requireStaff } from "@/lib/auth/session"
import { followUpList } from "@/lib/tasks/list-queries"
import { readFollowUpFilters, writeFollowUpFilters } from "@/lib/tasks/listed"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("tasks.list")
  return { title: t("title") }
}

export default async function FollowUpsPage({ searchParams }: Props) {
  const ctx = await requireStaff()
  const [t, today] = [await getTranslations("tasks.list"), await getTranslations("today")]
  const filters = readFollowUpFilters(await searchParams)
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={t("description")}
        back={
          <Link
            href="/today"
            className="rounded-sm text-primary underline-offset-4 hover:underline"
          >
            {today("title")}
          </Link>
        }
      />
      <Translated of={["tasks"]}>
        <FollowUpListScreen
          key={writeFollowUpFilters(filters)}
          filters={filters}
          initial={await followUpList(ctx, filters, Date.now())}
        />
      </Translated>
    </PageBody>
  )
}

import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RecentBatches } from "@/components/batches/recent-batches"
import { MessagesScreen } from "@/components/messages/messages-screen"
import { MessagesSkeleton } from "@/components/messages/messages-skeleton"
import { OnTheWay } from "@/components/shell/on-the-way"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { recentBatches } from "@/lib/batches/queries"
import { messageLog } from "@/lib/messages/log-queries"
import type { LogFilters } from "@/lib/messages/log-row"
import { readLogFilters, writeLogFilters } from "@/lib/messages/log-schema"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("messages"))("title") }
}

type Props = { searchParams: Promise<{ message?: string | string[] }> }

export default async function MessagesPage({ searchParams }: Props) {
  const asked = await searchParams
  const filters = readLogFilters(asked)
  const openId = typeof asked.message === "string" ? asked.message : null
  const t = await getTranslations("messages")
  return (
    <PageBody>
      <PageHeader title={t("title")} description={t("description")} />
      <Translated of={["messages", "composer", "batches"]}>
        <OnTheWay key={writeLogFilters(filters)} skeleton={<MessagesSkeleton />}>
          <Log filters={filters} openId={openId} />
        </OnTheWay>
      </Translated>
    </PageBody>
  )
}

async function Log({ filters, openId }: { filters: LogFilters; openId: string | null }) {
  const ctx = await requireStaff()
  return (
    <>
      <RecentBatches initial={await recentBatches(ctx)} />
      <MessagesScreen
        filters={filters}
        initial={await messageLog(ctx, filters, null)}
        initialOpenId={openId}
        maySend={can(ctx.role, "messages.send")}
      />
    </>
  )
}

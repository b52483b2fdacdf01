import type { Metadata } from "next"
import { Suspense } from "react"
import { MessagesScreen } from "@/components/messages/messages-screen"
import { MessagesSkeleton } from "@/components/messages/messages-skeleton"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { requireStaff } from "@/lib/auth/session"
import { messageLog } from "@/lib/messages/log-queries"
import type { LogFilter } from "@/lib/messages/log-row"
import { readLogFilter } from "@/lib/messages/log-schema"

export const metadata: Metadata = { title: "Messages" }

type MessagesPageProps = { searchParams: Promise<{ state?: string | string[] }> }

export default async function MessagesPage({ searchParams }: MessagesPageProps) {
  const filter = readLogFilter((await searchParams).state)
  return (
    <PageBody>
      <PageHeader title="Messages" description="Every text to a patient and what became of it" />
      <Suspense key={filter} fallback={<MessagesSkeleton />}>
        <Log filter={filter} />
      </Suspense>
    </PageBody>
  )
}

async function Log({ filter }: { filter: LogFilter }) {
  const initial = await messageLog(await requireStaff(), filter, null)
  return <MessagesScreen filter={filter} initial={initial} />
}

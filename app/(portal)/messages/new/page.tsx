import type { Metadata, Route } from "next"
import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { ComposeScreen } from "@/components/batches/compose-screen"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { EmptyState } from "@/components/ui/empty-state"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { batchOfDraft } from "@/lib/batches/queries"
import { readDraft } from "@/lib/batches/schema"
import { textsToMany } from "@/lib/templates/composer-queries"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("batches.compose"))("title") }
}

type Props = { searchParams: Promise<{ draft?: string | string[] }> }

/** A draft that was sent shows what became of it, however the browser came back here. */
export default async function NewMessagePage({ searchParams }: Props) {
  const ctx = await requireStaff()
  const draft = readDraft((await searchParams).draft)
  const sent = draft === null ? null : await batchOfDraft(ctx, draft)
  if (sent !== null) redirect(`/messages/batches/${sent}` as Route)
  const t = await getTranslations("batches.compose")
  return (
    <PageBody>
      {can(ctx.role, "messages.send") ? (
        <Translated of={["batches", "composer", "messages"]}>
          <ComposeScreen draft={draft} texts={await textsToMany(ctx)} />
        </Translated>
      ) : (
        <>
          <PageHeader title={t("title")} />
          <EmptyState title={t("notSender")}>{t("notSenderHint")}</EmptyState>
        </>
      )}
    </PageBody>
  )
}

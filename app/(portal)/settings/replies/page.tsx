import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { RepliesForm } from "@/components/settings/replies-form"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { NotRealTime } from "@/components/tasks/not-real-time"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { repliesScreen } from "@/lib/organization/queries"
import { replySettingsKey } from "@/lib/replies/reply-rules"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("replies") }
}

export default async function RepliesPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const t = await getTranslations("settings")
  const { name, rules } = await repliesScreen(ctx)
  return (
    <Translated of={["settings", "tasks"]}>
      <PageBody>
        <PageHeader title={t("nav.replies")} description={t("replies.about", { name })} />
        <NotRealTime />
        <RepliesForm key={replySettingsKey(rules)} inForce={rules} />
      </PageBody>
    </Translated>
  )
}

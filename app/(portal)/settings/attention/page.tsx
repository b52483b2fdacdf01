import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AttentionForm } from "@/components/attention/attention-form"
import { AdminsOnly } from "@/components/settings/admins-only"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { attentionScreen } from "@/lib/attention/queries"
import { attentionKey } from "@/lib/attention/rules"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("today.settings")
  return { title: t("title") }
}

export default async function AttentionPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const t = await getTranslations("today.settings")
  const { name, rules, listed } = await attentionScreen(ctx)
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        description={`${t("description", { name })} ${t("listedNow", { n: listed })}`}
      />
      <Translated of={["today", "settings"]}>
        <AttentionForm key={attentionKey(rules)} inForce={rules} />
      </Translated>
    </PageBody>
  )
}

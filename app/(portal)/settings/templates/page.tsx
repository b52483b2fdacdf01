import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { TemplatesView } from "@/components/settings/templates-view"
import { PageBody } from "@/components/shell/page-body"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { templatesScreen } from "@/lib/templates/queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("templates") }
}

export default async function TemplatesPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "templates.edit")) return <AdminsOnly />
  return (
    <Translated of={["settings", "composer"]}>
      <PageBody>
        <TemplatesView screen={await templatesScreen(ctx)} />
      </PageBody>
    </Translated>
  )
}

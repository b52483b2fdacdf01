import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { ExportsView } from "@/components/settings/exports-view"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { columnsOf } from "@/lib/exports/columns"
import { exportToday } from "@/lib/exports/queries"
import { USUAL_DAYS } from "@/lib/exports/schema"
import { spokenLanguage } from "@/lib/i18n/spoken"
import { translatorIn } from "@/lib/i18n/translator"
import { addDays } from "@/lib/local-date"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("exports") }
}

export default async function ExportsPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "exports.read")) return <AdminsOnly />
  const { today, zone } = await exportToday(ctx, Date.now())
  const t = await getTranslations("settings")
  const say = await translatorIn(await spokenLanguage())
  const columns = {
    doses: columnsOf("doses", say),
    messages: columnsOf("messages", say),
    figures: columnsOf("figures", say),
  }
  return (
    <Translated of={["settings"]}>
      <PageBody>
        <PageHeader title={t("nav.exports")} description={t("exports.about")} />
        <ExportsView
          from={addDays(today, 1 - USUAL_DAYS)}
          to={today}
          zone={zone}
          columns={columns}
        />
      </PageBody>
    </Translated>
  )
}

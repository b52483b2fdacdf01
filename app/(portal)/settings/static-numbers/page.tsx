import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { StaticNumbersList } from "@/components/settings/static-numbers-list"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { organizationZoneOf } from "@/lib/patients/zone-queries"
import { staticNumbersOverview } from "@/lib/static-numbers/queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("staticNumbers") }
}

export default async function StaticNumbersPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const [overview, zone] = [await staticNumbersOverview(ctx), await organizationZoneOf(ctx)]
  const t = await getTranslations("settings")
  return (
    <Translated of={["settings"]}>
      <PageBody>
        <PageHeader title={t("nav.staticNumbers")} description={t("staticNumbers.about")} />
        <StaticNumbersList {...overview} zone={zone} />
      </PageBody>
    </Translated>
  )
}

import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { SendingForm } from "@/components/settings/sending-form"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { organizationScreen } from "@/lib/organization/queries"
import { choicesKey } from "@/lib/organization/sending"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("organization") }
}

export default async function OrganizationPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const t = await getTranslations("settings")
  const { name, zone, choices } = await organizationScreen(ctx)
  return (
    <Translated of={["settings"]}>
      <PageBody>
        <PageHeader
          title={t("nav.organization")}
          description={t.rich("organization.about", {
            name,
            zone: () => <bdi dir="ltr">{zone}</bdi>,
          })}
        />
        <SendingForm key={choicesKey(choices)} inForce={choices} />
      </PageBody>
    </Translated>
  )
}

import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { ApiTokensList } from "@/components/settings/api-tokens-list"
import { MakeApiToken } from "@/components/settings/make-api-token"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { apiTokenRows } from "@/lib/api-tokens/queries"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { fhirBase } from "@/lib/fhir/answer"
import { organizationZoneOf } from "@/lib/patients/zone-queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("api") }
}

export default async function ApiAccessPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "api_tokens.manage")) return <AdminsOnly />
  const [tokens, zone] = [await apiTokenRows(ctx, Date.now()), await organizationZoneOf(ctx)]
  const t = await getTranslations("settings")
  return (
    <Translated of={["settings"]}>
      <PageBody>
        <PageHeader
          title={t("nav.api")}
          description={t.rich("api.about", {
            url: () => (
              <bdi dir="ltr" className="break-all">
                {fhirBase()}
              </bdi>
            ),
          })}
          action={<MakeApiToken />}
        />
        <ApiTokensList tokens={tokens} zone={zone} />
      </PageBody>
    </Translated>
  )
}

import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { z } from "zod"
import { AdminsOnly } from "@/components/settings/admins-only"
import { SharedNumbersList } from "@/components/settings/shared-numbers-list"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { numbersWithSeveralOwners } from "@/lib/patients/phone-owner-queries"
import { organizationZoneOf } from "@/lib/patients/zone-queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("sharedNumbers") }
}

const pageSchema = z.coerce.number().int().min(1).max(10_000).catch(1)
type Props = { searchParams: Promise<{ page?: string }> }

export default async function SharedNumbersPage({ searchParams }: Props) {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const page = pageSchema.parse((await searchParams).page ?? 1)
  const numbers = await numbersWithSeveralOwners(ctx, { page })
  const zone = await organizationZoneOf(ctx)
  const t = await getTranslations("settings")
  return (
    <Translated of={["settings", "consent"]}>
      <PageBody>
        <PageHeader title={t("nav.sharedNumbers")} description={t("sharedNumbers.about")} />
        <SharedNumbersList numbers={numbers} zone={zone} />
      </PageBody>
    </Translated>
  )
}

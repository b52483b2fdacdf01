import type { Metadata } from "next"
import { AdminsOnly } from "@/components/settings/admins-only"
import { StaticNumbersList } from "@/components/settings/static-numbers-list"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { organizationZoneOf } from "@/lib/patients/zone-queries"
import { staticNumbersOverview } from "@/lib/static-numbers/queries"

export const metadata: Metadata = { title: "Static numbers" }

export default async function StaticNumbersPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const [overview, zone] = [await staticNumbersOverview(ctx), await organizationZoneOf(ctx)]
  return (
    <PageBody>
      <PageHeader
        title="Static numbers"
        description="The local numbers to which patients answer, by country"
      />
      <StaticNumbersList {...overview} zone={zone} />
    </PageBody>
  )
}

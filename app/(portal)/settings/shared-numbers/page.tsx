import type { Metadata } from "next"
import { AdminsOnly } from "@/components/settings/admins-only"
import { SharedNumbersList } from "@/components/settings/shared-numbers-list"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { numbersWithSeveralOwners } from "@/lib/patients/phone-owner-queries"
import { organizationZoneOf } from "@/lib/patients/zone-queries"

export const metadata: Metadata = { title: "Shared numbers" }

export default async function SharedNumbersPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const [numbers, zone] = [await numbersWithSeveralOwners(ctx), await organizationZoneOf(ctx)]
  return (
    <PageBody>
      <PageHeader
        title="Shared numbers"
        description="BioT loses every reply from a number that several people have"
      />
      <SharedNumbersList numbers={numbers} zone={zone} />
    </PageBody>
  )
}

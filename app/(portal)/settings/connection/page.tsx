import type { Metadata } from "next"
import { AdminsOnly } from "@/components/settings/admins-only"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"

export const metadata: Metadata = { title: "BioT connection" }

export default async function ConnectionPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  return (
    <PageBody>
      <PageHeader title="BioT connection" />
    </PageBody>
  )
}

import type { Metadata } from "next"
import { AdminsOnly } from "@/components/settings/admins-only"
import { ConnectionScreen } from "@/components/settings/connection-screen"
import { PageBody } from "@/components/shell/page-body"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { connectionActivity } from "@/lib/connection/activity"

export const metadata: Metadata = { title: "BioT connection" }

export default async function ConnectionPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const activity = await connectionActivity(ctx, Date.now())
  return (
    <PageBody className="gap-6">
      <ConnectionScreen initial={activity} />
    </PageBody>
  )
}

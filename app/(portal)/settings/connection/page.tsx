import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { ConnectionScreen } from "@/components/settings/connection-screen"
import { PageBody } from "@/components/shell/page-body"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { connectionActivity } from "@/lib/connection/activity"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("connection") }
}

export default async function ConnectionPage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const activity = await connectionActivity(ctx, Date.now())
  return (
    <Translated of={["settings"]}>
      <PageBody className="gap-6">
        <ConnectionScreen initial={activity} />
      </PageBody>
    </Translated>
  )
}

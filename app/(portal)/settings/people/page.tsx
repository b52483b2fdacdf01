import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AdminsOnly } from "@/components/settings/admins-only"
import { RolesEditor } from "@/components/settings/roles-editor"
import { StaffList } from "@/components/settings/staff-list"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { Translated } from "@/components/shell/translated"
import { mappingKey } from "@/lib/auth/role-mapping"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { rolesScreen } from "@/lib/staff/people-queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings.nav")
  return { title: t("people") }
}

export default async function PeoplePage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const { members, isCut, mapping, groups, self, zone } = await rolesScreen(ctx, Date.now())
  const t = await getTranslations("settings")
  return (
    <Translated of={["settings"]}>
      <PageBody>
        <PageHeader title={t("nav.people")} description={t("people.about")} />
        <div className="grid gap-8 pt-2">
          <RolesEditor key={mappingKey(mapping)} mapping={mapping} groups={groups} self={self} />
          <StaffList members={members} isCut={isCut} zone={zone} selfId={ctx.staffId} />
        </div>
      </PageBody>
    </Translated>
  )
}

import type { Metadata } from "next"
import { AdminsOnly } from "@/components/settings/admins-only"
import { RolesEditor } from "@/components/settings/roles-editor"
import { StaffList } from "@/components/settings/staff-list"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { mappingKey } from "@/lib/auth/role-mapping"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { rolesScreen } from "@/lib/staff/people-queries"

export const metadata: Metadata = { title: "Staff and roles" }

export default async function PeoplePage() {
  const ctx = await requireStaff()
  if (!can(ctx.role, "settings.manage")) return <AdminsOnly />
  const { members, isCut, mapping, groups, self, zone } = await rolesScreen(ctx, Date.now())
  return (
    <PageBody>
      <PageHeader
        title="Staff and roles"
        description="People are kept in BioT. Here you say what each of its templates may do in Doseline."
      />
      <div className="grid gap-8 pt-2">
        <RolesEditor key={mappingKey(mapping)} mapping={mapping} groups={groups} self={self} />
        <StaffList members={members} isCut={isCut} zone={zone} selfId={ctx.staffId} />
      </div>
    </PageBody>
  )
}

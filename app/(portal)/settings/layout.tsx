import type { ReactNode } from "react"
import { type TabLink, TabLinks } from "@/components/ui/tab-links"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"

const LINKS: TabLink[] = [
  { href: "/settings/connection", label: "BioT connection" },
  { href: "/settings/people", label: "Staff and roles" },
  { href: "/settings/static-numbers", label: "Static numbers" },
  { href: "/settings/shared-numbers", label: "Shared numbers" },
]

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const ctx = await requireStaff()
  return (
    <>
      {can(ctx.role, "settings.manage") ? (
        <div className="mx-auto w-full max-w-[1440px] px-4 pt-2 md:px-6">
          <TabLinks label="Settings" links={LINKS} />
        </div>
      ) : null}
      {children}
    </>
  )
}

import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { RenewPage } from "@/components/live/renew-page"
import { TabLinks } from "@/components/ui/tab-links"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"

const LINKS = [
  { href: "/settings/connection", label: "connection" },
  { href: "/settings/organization", label: "organization" },
  { href: "/settings/replies", label: "replies" },
  { href: "/settings/attention", label: "attention" },
  { href: "/settings/templates", label: "templates" },
  { href: "/settings/people", label: "people" },
  { href: "/settings/static-numbers", label: "staticNumbers" },
  { href: "/settings/shared-numbers", label: "sharedNumbers" },
  { href: "/settings/exports", label: "exports" },
  { href: "/settings/api", label: "api" },
] as const

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const ctx = await requireStaff()
  const t = await getTranslations("settings.nav")
  const links = LINKS.map(({ href, label }) => ({ href, label: t(label) }))
  return (
    <>
      <RenewPage topic="settings" />
      {can(ctx.role, "settings.manage") ? (
        <div className="mx-auto w-full max-w-[1440px] px-4 pt-2 md:px-6">
          <TabLinks label={t("label")} links={links} />
        </div>
      ) : null}
      {children}
    </>
  )
}

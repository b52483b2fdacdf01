import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { SelectionProvider } from "@/components/batches/selection"
import { IdleGuard } from "@/components/live/idle-guard"
import { LiveProvider, LiveStatusIndicator, OfflineBanner } from "@/components/live/live-provider"
import { LiveTabs } from "@/components/live/live-tabs"
import { PaletteButton } from "@/components/palette/palette-button"
import { PaletteProvider } from "@/components/palette/palette-provider"
import { Shell } from "@/components/shell/shell"
import type { ShellTab } from "@/components/shell/shell-tabs"
import { signOut } from "@/lib/auth/actions"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { frameFor } from "@/lib/staff/queries"

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await requireStaff()
  const [t, frame] = await Promise.all([getTranslations("shell"), frameFor(ctx, Date.now())])
  const tabs: ShellTab[] = [
    { href: "/today", label: t("tabs.today"), icon: "today" },
    { href: "/patients", label: t("tabs.patients"), icon: "patients" },
    { href: "/messages", label: t("tabs.messages"), icon: "messages" },
    { href: "/review", label: t("tabs.review"), icon: "review" },
    { href: "/reports", label: t("tabs.reports"), icon: "reports" },
  ]
  if (can(ctx.role, "settings.manage")) {
    tabs.push({ href: "/settings", label: t("tabs.settings"), icon: "settings" })
  }
  const { counts } = frame
  return (
    <LiveProvider>
      <SelectionProvider>
        <PaletteProvider tabs={tabs} role={ctx.role} signOut={signOut}>
          <Shell
            organization={frame.organization}
            person={{ name: frame.person, role: t(`roles.${ctx.role}`), signOut }}
            tabs={<LiveTabs place="top" tabs={tabs} counts={counts} />}
            bottomBar={<LiveTabs place="bottom" tabs={tabs} counts={counts} />}
            live={<LiveStatusIndicator />}
            search={<PaletteButton />}
            banner={<OfflineBanner />}
          >
            {children}
          </Shell>
        </PaletteProvider>
      </SelectionProvider>
      <IdleGuard />
    </LiveProvider>
  )
}

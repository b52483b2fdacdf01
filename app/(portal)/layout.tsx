import type { ReactNode } from "react"
import { IdleGuard } from "@/components/live/idle-guard"
import { LiveProvider, LiveStatusIndicator } from "@/components/live/live-provider"
import { LiveTabs } from "@/components/live/live-tabs"
import { Shell } from "@/components/shell/shell"
import type { ShellTab } from "@/components/shell/shell-tabs"
import { signOut } from "@/lib/auth/actions"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"
import { ROLE_WORDS } from "@/lib/staff/people"
import { frameFor } from "@/lib/staff/queries"

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await requireStaff()
  const frame = await frameFor(ctx, Date.now())
  const tabs: ShellTab[] = [
    { href: "/today", label: "Today", icon: "today" },
    { href: "/patients", label: "Patients", icon: "patients" },
    { href: "/messages", label: "Messages", icon: "messages" },
    { href: "/review", label: "Review", icon: "review" },
  ]
  if (can(ctx.role, "settings.manage")) {
    tabs.push({ href: "/settings", label: "Settings", icon: "settings" })
  }
  const { counts } = frame
  return (
    <LiveProvider>
      <Shell
        organization={frame.organization}
        person={{ name: frame.person, role: ROLE_WORDS[ctx.role], signOut }}
        tabs={<LiveTabs place="top" tabs={tabs} counts={counts} />}
        bottomBar={<LiveTabs place="bottom" tabs={tabs} counts={counts} />}
        live={<LiveStatusIndicator />}
      >
        {children}
      </Shell>
      <IdleGuard />
    </LiveProvider>
  )
}

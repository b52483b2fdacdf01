import type { ReactNode } from "react"
import { IdleGuard } from "@/components/live/idle-guard"
import { LiveProvider, LiveStatusIndicator } from "@/components/live/live-provider"
import { Shell } from "@/components/shell/shell"
import type { ShellTab } from "@/components/shell/shell-tabs"
import { signOut } from "@/lib/auth/actions"
import { requireStaff } from "@/lib/auth/session"
import { frameFor } from "@/lib/staff/queries"

const ROLE_WORDS = { clinician: "Clinician", coordinator: "Care coordinator", admin: "Admin" }

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await requireStaff()
  const frame = await frameFor(ctx)
  const tabs: ShellTab[] = [
    { href: "/today", label: "Today", icon: "today", count: frame.urgent },
    { href: "/patients", label: "Patients", icon: "patients" },
    { href: "/messages", label: "Messages", icon: "messages" },
    { href: "/review", label: "Review", icon: "review", count: frame.waiting },
  ]
  return (
    <LiveProvider>
      <Shell
        organization={frame.organization}
        person={{ name: frame.person, role: ROLE_WORDS[ctx.role], signOut }}
        tabs={tabs}
        live={<LiveStatusIndicator />}
      >
        {children}
      </Shell>
      <IdleGuard />
    </LiveProvider>
  )
}

"use client"

import { CalendarCheck, ChartBar, Inbox, MessageSquare, Settings, Users } from "lucide-react"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "next-intl"
import {
  isCurrent,
  type ShellCounts,
  type ShellTab,
  WaitingCount,
} from "@/components/shell/shell-tabs"
import { cn } from "@/components/ui/cn"

const ICONS = {
  today: CalendarCheck,
  patients: Users,
  messages: MessageSquare,
  review: Inbox,
  reports: ChartBar,
  settings: Settings,
}

type BottomBarProps = { tabs: ShellTab[]; counts: ShellCounts }

/** The tabs at phone width, under the thumb. */
export function BottomBar({ tabs, counts }: BottomBarProps) {
  const t = useTranslations("shell")
  const path = usePathname()
  return (
    <nav
      aria-label={t("main")}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-background pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {tabs.map(({ href, label, icon }) => {
        const count = counts[icon]
        const Icon = ICONS[icon]
        const current = isCurrent(path, href)
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(
              "relative flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-muted-foreground text-xs focus-visible:-outline-offset-2",
              current && "font-medium text-primary",
            )}
          >
            <Icon aria-hidden className="size-5" />
            <span className="truncate">{label}</span>
            {count ? (
              <span className="-translate-x-1/2 rtl:translate-x-1/2 absolute top-1 start-[calc(50%+1rem)] min-w-4 rounded-sm bg-inverse px-1 text-center font-medium text-inverse-foreground text-xs">
                <WaitingCount count={count} />
              </span>
            ) : null}
          </Link>
        )
      })}
    </nav>
  )
}

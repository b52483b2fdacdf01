"use client"

import type { Route } from "next"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import { tabActiveClass, tabClass } from "@/components/ui/tabs"

export const TAB_ICONS = ["today", "patients", "messages", "review", "reports", "settings"] as const

export type ShellTab = {
  href: Route
  label: string
  icon: (typeof TAB_ICONS)[number]
}
export type ShellCounts = Partial<Record<ShellTab["icon"], number>>

export function isCurrent(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}

type ShellTabsProps = { tabs: ShellTab[]; counts: ShellCounts }

export function ShellTabs({ tabs, counts }: ShellTabsProps) {
  const t = useTranslations("shell")
  const path = usePathname()
  return (
    <nav aria-label={t("main")} className="hidden h-12 items-stretch gap-5 md:flex">
      {tabs.map(({ href, label, icon }) => {
        const current = isCurrent(path, href)
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(tabClass, "h-12.25", current && tabActiveClass)}
          >
            {label}
            <TabCount count={counts[icon]} />
          </Link>
        )
      })}
    </nav>
  )
}

/** Work that waits there; nothing is shown for 0. */
function TabCount({ count }: { count: number | undefined }) {
  if (!count) return null
  return (
    <span className="min-w-5 rounded-sm bg-hover px-1 text-center font-medium text-foreground text-xs">
      <WaitingCount count={count} />
    </span>
  )
}

/** How much, and for screen readers that it waits. */
export function WaitingCount({ count }: { count: number }) {
  const t = useTranslations("shell")
  return t.rich("waiting", {
    n: count > 99 ? "99+" : String(count),
    hidden: (words) => <span className="sr-only">{words}</span>,
  })
}

"use client"

import type { Route } from "next"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { cn } from "@/components/ui/cn"
import { tabActiveClass, tabClass } from "@/components/ui/tabs"

export const TAB_ICONS = ["today", "patients", "messages", "review", "settings"] as const

export type ShellTab = {
  href: Route
  label: string
  icon: (typeof TAB_ICONS)[number]
  /** Work that waits there; nothing is shown for 0. */
  count?: number
}

export function isCurrent(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}

export function ShellTabs({ tabs }: { tabs: ShellTab[] }) {
  const path = usePathname()
  return (
    <nav aria-label="Main" className="hidden h-12 items-stretch gap-5 md:flex">
      {tabs.map(({ href, label, count }) => {
        const current = isCurrent(path, href)
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(tabClass, "h-12.25", current && tabActiveClass)}
          >
            {label}
            {count ? <TabCount count={count} /> : null}
          </Link>
        )
      })}
    </nav>
  )
}

export function TabCount({ count }: { count: number }) {
  return (
    <span className="min-w-5 rounded-sm bg-hover px-1 text-center font-medium text-foreground text-xs">
      {count > 99 ? "99+" : count}
      <span className="sr-only"> waiting</span>
    </span>
  )
}

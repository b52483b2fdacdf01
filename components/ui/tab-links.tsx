"use client"

import type { Route } from "next"
import Link from "next/link"
import { usePathname } from "next/navigation"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { tabActiveClass, tabClass } from "@/components/ui/tabs"
import { useCurrentInSight } from "@/components/ui/use-current-in-sight"

export type TabLink = { href: Route; label: ReactNode; exact?: boolean }

/** Tabs that are pages: the address says which one is open, and Back works. */
export function TabLinks({ label, links }: { label: string; links: TabLink[] }) {
  const path = usePathname()
  const row = useCurrentInSight(path)
  return (
    <nav ref={row} aria-label={label} className="flex gap-5 overflow-x-auto border-b print:hidden">
      {links.map(({ href, label: text, exact }) => {
        const current = path === href || (!exact && path.startsWith(`${href}/`))
        return (
          <Link
            key={href}
            prefetch={false}
            href={href}
            aria-current={current ? "page" : undefined}
            className={cn(tabClass, current && tabActiveClass)}
          >
            {text}
          </Link>
        )
      })}
    </nav>
  )
}

"use client"

import type { Route } from "next"
import Link from "next/link"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { useCurrentInSight } from "@/components/ui/use-current-in-sight"

export type FilterLink = { key: string; href: Route; label: ReactNode; count?: number | undefined }

type FilterLinksProps = {
  /** What is narrowed: "Reasons", "States". */
  label: string
  links: FilterLink[]
  current: string
}

/** Filters that are addresses, with how many wait behind each; they scroll sideways on a phone. */
export function FilterLinks({ label, links, current }: FilterLinksProps) {
  const row = useCurrentInSight(current)
  return (
    <nav
      ref={row}
      aria-label={label}
      className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-0.5 md:mx-0 md:flex-wrap md:px-0 print:hidden"
    >
      {links.map(({ key, href, label: words, count }) => (
        <Link
          key={key}
          href={href}
          scroll={false}
          aria-current={key === current ? "true" : undefined}
          className={cn(
            "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border px-2.5 text-sm transition-colors hover:bg-hover pointer-coarse:h-10",
            key === current && "border-primary bg-primary-soft font-medium text-primary",
          )}
        >
          {words}
          {count === undefined ? null : (
            <span className={cn(key !== current && "text-muted-foreground")}>{count}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}

import type { Route } from "next"
import Link from "next/link"
import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"

type NumberLinkProps = { href: string; children: ReactNode; label?: string; className?: string }

/** A number, or what it is of, that opens the patients behind it. */
export function NumberLink({ href, children, label, className }: NumberLinkProps) {
  return (
    <Link
      href={href as Route}
      prefetch={false}
      aria-label={label}
      className={cn(
        "inline-flex min-h-6 items-center rounded-sm text-primary underline-offset-4 hover:underline",
        className,
      )}
    >
      {children}
    </Link>
  )
}

import { ChevronRight } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import type { ReactNode } from "react"
import { Badge } from "@/components/ui/badge"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import type { Instant } from "@/lib/time"

export type Tone = "normal" | "warning" | "danger"

type LineProps = {
  href: string
  title: ReactNode
  detail: ReactNode
  tone?: Tone
  /** A word that stands out beside it, such as "Unread". */
  mark?: string | null
  /** Shown as "8 min ago"; null where time says nothing. */
  at: Instant | null
  zone: string
}

const TONE: Record<Tone, string> = {
  normal: "text-muted-foreground",
  warning: "text-warning",
  danger: "text-danger",
}

/** One piece of work, which is a link to it. */
export function Line({ href, title, detail, tone = "normal", mark, at, zone }: LineProps) {
  return (
    <Link
      data-line
      href={href as Route}
      prefetch={false}
      className="-mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover"
    >
      <span className="grid min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
        <span className="line-clamp-2 min-w-0 shrink-0 text-pretty break-words font-medium text-sm sm:w-44">
          {title}
        </span>
        <span className={cn("min-w-0 truncate text-sm", TONE[tone])}>{detail}</span>
      </span>
      {mark ? <Badge variant="primary">{mark}</Badge> : null}
      {at !== null ? (
        <Time
          instant={at}
          zone={zone}
          className="shrink-0 whitespace-nowrap text-muted-foreground text-xs"
        />
      ) : null}
      <ChevronRight
        aria-hidden
        className="size-4 shrink-0 text-muted-foreground rtl:-scale-x-100"
      />
    </Link>
  )
}

import { ChevronRight } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import type { TodayLine, TodaySection } from "@/lib/staff/today-lines"

export function Section({ section, zone }: { section: TodaySection; zone: string }) {
  const { key, title, total, lines, all, empty } = section
  return (
    <section
      aria-labelledby={`section-${key}`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start"
    >
      <div className="flex min-h-9 items-center justify-between gap-3 border-b pb-1">
        <h2 id={`section-${key}`} className="font-semibold text-base">
          {title}
          {total > 0 ? <span className="ml-2 text-muted-foreground">{total}</span> : null}
        </h2>
        {all ? (
          <Link
            href={all.href as Route}
            className="shrink-0 rounded-sm text-primary text-sm underline-offset-4 hover:underline"
          >
            {all.label}
          </Link>
        ) : null}
      </div>
      {lines.length === 0 ? (
        <p className="py-3 text-muted-foreground text-sm">{empty}</p>
      ) : (
        <ul className="divide-y">
          {lines.map((line) => (
            <li key={line.key}>
              <Line line={line} zone={zone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const TONE: Record<TodayLine["tone"], string> = {
  normal: "text-muted-foreground",
  warning: "text-warning",
  danger: "text-danger",
}

function Line({ line, zone }: { line: TodayLine; zone: string }) {
  return (
    <Link
      href={line.href as Route}
      prefetch={false}
      className="-mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover"
    >
      <span className="grid min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-3">
        <span className="shrink-0 truncate font-medium text-sm sm:w-44">{line.title}</span>
        <span dir="auto" className={cn("min-w-0 truncate text-sm", TONE[line.tone])}>
          {line.detail}
        </span>
      </span>
      {line.at !== null ? (
        <Time
          instant={line.at}
          zone={zone}
          className="shrink-0 whitespace-nowrap text-muted-foreground text-xs"
        />
      ) : null}
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted-foreground" />
    </Link>
  )
}

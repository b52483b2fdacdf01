import { ChevronDown } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { cn } from "@/components/ui/cn"
import type { SectionKey } from "@/lib/staff/today-lines"

type SectionProps = {
  section: { key: SectionKey; total: number; isMore?: boolean }
  /** Where all of them are. */
  allHref: string | null
  /** The lines; null: nothing waits, which is said. */
  children: ReactNode
}

/** A heading with how many there are, the first lines, and the way to all; it folds on a phone. */
export function Section({
  section: { key, total, isMore = false },
  allHref,
  children,
}: SectionProps) {
  const t = useTranslations("today")
  const [isFolded, setFolded] = useState(false)
  const title = t(`section.${key}.title`)
  return (
    <section
      aria-labelledby={`section-${key}`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start"
    >
      <div className="flex min-h-9 items-center gap-3 border-b pb-1">
        <h2
          id={`section-${key}`}
          tabIndex={-1}
          className="min-w-0 flex-1 rounded-sm font-semibold text-base"
        >
          {title}
          {total > 0 ? (
            <span className="ms-2 text-muted-foreground tabular-nums">
              {t(isMore ? "totalMore" : "total", { n: total })}
            </span>
          ) : null}
        </h2>
        {allHref ? (
          <Link
            href={allHref as Route}
            className="inline-flex min-h-6 shrink-0 items-center rounded-sm text-primary text-sm underline-offset-4 hover:underline"
          >
            {t(`section.${key}.all`)}
          </Link>
        ) : null}
        <button
          type="button"
          aria-expanded={!isFolded}
          aria-controls={`lines-${key}`}
          onClick={() => setFolded(!isFolded)}
          className="inline-flex size-8 items-center justify-center rounded-md pointer-coarse:size-11 hover:bg-hover sm:hidden print:hidden"
        >
          <span className="sr-only">{t("fold", { section: title })}</span>
          <ChevronDown aria-hidden className={cn("size-4", isFolded && "-rotate-90")} />
        </button>
      </div>
      <div id={`lines-${key}`} className={cn(isFolded && "max-sm:hidden print:block")}>
        {children ?? (
          <p className="py-3 text-muted-foreground text-sm">{t(`section.${key}.empty`)}</p>
        )}
      </div>
    </section>
  )
}

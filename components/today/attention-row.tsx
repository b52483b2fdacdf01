import type { Route } from "next"
import Link from "next/link"
import { DealWith } from "@/components/attention/deal-with"
import { ReasonWords } from "@/components/attention/reason-words"
import { useWho } from "@/components/tasks/use-who"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import { attentionHref } from "@/lib/attention/address"
import type { AttentionLine } from "@/lib/staff/today-lines"

/** A patient with their reasons; the name leads to the days of the first, each reason to its own. */
export function AttentionRow({ line, zone }: { line: AttentionLine; zone: string }) {
  const { patientId, items, openedAt } = line
  const name = useWho()(line)
  const [first] = items
  return (
    <div className="-mx-2 flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-hover">
      <div className="grid min-w-0 flex-1 gap-x-3 sm:flex sm:items-baseline">
        <Link
          data-line
          href={(first ? attentionHref(patientId, first) : `/patients/${patientId}`) as Route}
          prefetch={false}
          className="inline-flex min-h-6 shrink-0 items-center truncate rounded-sm font-medium text-sm underline-offset-4 hover:underline sm:w-44"
        >
          <bdi className="truncate">{name}</bdi>
        </Link>
        <ul className="flex min-w-0 flex-wrap gap-x-3">
          {items.map((item) => (
            <li key={item.id} className="min-w-0">
              <Link
                href={attentionHref(patientId, item) as Route}
                prefetch={false}
                className={cn(
                  "inline-flex min-h-6 items-center rounded-sm text-muted-foreground text-sm underline decoration-dotted underline-offset-4 hover:decoration-solid",
                  item.rule === "safety" && "text-danger",
                )}
              >
                <ReasonWords reason={item} />
              </Link>
            </li>
          ))}
        </ul>
      </div>
      {openedAt === null ? null : (
        <Time
          instant={openedAt}
          zone={zone}
          className="shrink-0 whitespace-nowrap text-muted-foreground text-xs max-sm:hidden"
        />
      )}
      <DealWith {...{ patientId, name, items }} after="section-attention" />
    </div>
  )
}

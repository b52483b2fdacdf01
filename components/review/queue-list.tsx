"use client"

import { CircleCheck } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { QueueRow } from "@/components/review/queue-row"
import type { Selected } from "@/components/review/selection"
import type { useMarks } from "@/components/review/use-marks"
import type { Asked, useQueueList } from "@/components/review/use-queue-list"
import type { useWalk } from "@/components/review/use-walk"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

type QueueListProps = {
  asked: Asked
  list: ReturnType<typeof useQueueList>
  walk: ReturnType<typeof useWalk>
  marks: ReturnType<typeof useMarks>
  open: Selected | null
  onOpen: (item: Selected, byKeyboard: boolean) => void
}

/** What waits, one row each; the whole of it, as far as somebody asks. */
export function QueueList({ asked, list, walk, marks, open, onOpen }: QueueListProps) {
  const t = useTranslations("review.queue")
  const { items, zone } = list
  const total = (asked.age === "over" ? list.over : list.counts)[asked.filter]
  if (items.length === 0) return <NothingWaits asked={asked} />
  return (
    <section aria-label={t("section")} className="-mx-4 md:mx-0">
      <ul aria-label={t("list")} className="border-t">
        {items.map((item) => (
          <QueueRow
            key={item.id}
            item={item}
            zone={zone}
            isOpen={item.id === open?.id}
            isCurrent={item.id === walk.item?.id}
            isMarked={marks.isMarked(item.id)}
            onFocus={() => walk.stand(item.id)}
            onOpen={(byKeyboard) => onOpen({ kind: item.kind, id: item.id }, byKeyboard)}
            onMark={() => marks.toggle(item)}
          />
        ))}
      </ul>
      {items.length < total ? (
        <div className="flex items-center gap-3 px-3 py-3 text-muted-foreground text-sm">
          <Button pending={list.isGrowing} onClick={list.showMore}>
            {t("more")}
          </Button>
          {t("shown", { shown: items.length, total })}
        </div>
      ) : null}
    </section>
  )
}

function NothingWaits({ asked: { filter, age } }: { asked: Asked }) {
  const t = useTranslations("review")
  if (filter === "all" && age === "all") {
    return (
      <EmptyState icon={<CircleCheck aria-hidden />} title={t("queue.nothing")}>
        {t("queue.nothingHint")}
      </EmptyState>
    )
  }
  const under = { filter: t(`filter.${filter}`) }
  const title =
    filter === "all"
      ? t(age === "over" ? "queue.nothingOver" : "queue.nothingWaits")
      : t(age === "over" ? "queue.nothingOverUnder" : "queue.nothingUnder", under)
  return (
    <EmptyState
      title={title}
      action={
        <Button asChild>
          <Link href={"/review" as Route}>{t("queue.showAll")}</Link>
        </Button>
      }
    >
      {t("queue.nothingThere")}
    </EmptyState>
  )
}

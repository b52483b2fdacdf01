"use client"

import { ArrowDown } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { Fragment, type ReactNode, useState } from "react"
import { ChangeItem, MessageItem, NoteItem, ReplyItem } from "@/components/conversation/thread-item"
import { useNewsOnly } from "@/components/conversation/use-news-only"
import { useThreadScroll } from "@/components/conversation/use-thread-scroll"
import { NotRealTime } from "@/components/tasks/not-real-time"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { dateWords } from "@/components/ui/time-words"
import type { ThreadItem } from "@/lib/conversations/thread"
import { dayName, firstNewId, threadDays } from "@/lib/conversations/thread-order"
import { type LocalDate, localDateAt } from "@/lib/local-date"
import type { TimelineReply } from "@/lib/patients/timeline"
import type { Instant } from "@/lib/time"

type ThreadProps = {
  title: string
  /** In order of time, oldest first. */
  items: readonly ThreadItem[]
  /** The patient's, whose days these are; `now` says which of them is today. */
  zone: string
  now: Instant
  /** Day and time of each dose, by its id. */
  labels: ReadonlyMap<string, string>
  /** A message or reply that the address names; it is shown and marked. */
  markedId: string | null
  unreadSince: Instant | null
  onOpenDose: (doseId: string) => void
  onAnswer?: ((reply: TimelineReply) => void) | undefined
  /** Beside the title. */
  action?: ReactNode
  /** Between the title and the thread. */
  children?: ReactNode
  /** What brings older items in. */
  earlier?: ReactNode
  empty: ReactNode
  className?: string
}

/** What was sent, what came back, what colleagues noted and changed, the newest at the bottom. */
export function Thread({ title, items, zone, now, unreadSince, markedId, ...props }: ThreadProps) {
  const t = useTranslations("conversation")
  const newId = firstNewId(items, useKept(unreadSince))
  const { scroller, onScroll, isAtNewest, toNewest } = useThreadScroll({
    oldestId: items[0]?.id,
    newestId: items.at(-1)?.id,
    ...{ markedId, newId },
  })
  const live = useNewsOnly(items[0]?.id)
  const today = localDateAt(now, zone)
  const { labels, onOpenDose, onAnswer } = props
  const show = (item: ThreadItem) => {
    if (item.kind === "note") return <NoteItem {...{ item, zone }} />
    if (item.kind === "change") return <ChangeItem {...{ item, zone, onOpenDose }} />
    const about = { zone, labels, onOpenDose, marked: item.id === markedId }
    if (item.kind === "message") return <MessageItem item={item} {...about} />
    return <ReplyItem {...{ item, onAnswer }} {...about} />
  }
  return (
    <section aria-labelledby="thread-title" className="flex min-h-0 flex-col gap-3">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-3">
        <h2 id="thread-title" className="font-semibold text-base">
          {title}
        </h2>
        {props.action}
      </div>
      <NotRealTime className="-mt-2 text-xs print:hidden" />
      {props.children}
      {items.length === 0 ? (
        props.empty
      ) : (
        <div className="relative">
          {/* biome-ignore lint/a11y/useSemanticElements: the section around it is the landmark */}
          <div
            ref={scroller}
            onScroll={onScroll}
            role="group"
            aria-labelledby="thread-title"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className={cn(
              "max-h-[36rem] overflow-y-auto overscroll-contain rounded-md border bg-surface print:max-h-none",
              props.className,
            )}
          >
            {props.earlier ? <div className="flex justify-center p-2">{props.earlier}</div> : null}
            <ol className="grid gap-4 p-4" aria-live={live} aria-relevant="additions">
              {threadDays(items, zone).map((day) => (
                <Fragment key={day.date}>
                  <DayLine date={day.date} today={today} />
                  {day.items.map((item) => (
                    <Fragment key={item.id}>
                      {item.id === newId ? <NewLine /> : null}
                      {show(item)}
                    </Fragment>
                  ))}
                </Fragment>
              ))}
            </ol>
          </div>
          {isAtNewest ? null : (
            <Button
              size="sm"
              onClick={toNewest}
              className="absolute end-4 bottom-3 shadow-sm print:hidden"
            >
              <ArrowDown aria-hidden />
              {t("newest")}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

/** Where the new began when the thread was opened stays told, also once it was read. */
function useKept(unreadSince: Instant | null): Instant | null {
  const [kept, setKept] = useState(unreadSince)
  if (kept === null && unreadSince !== null) setKept(unreadSince)
  return kept ?? unreadSince
}

function DayLine({ date, today }: { date: LocalDate; today: LocalDate }) {
  const t = useTranslations("conversation.day")
  const language = useLocale()
  const name = dayName(date, today)
  const year = date.slice(0, 4)
  const words = `${dateWords(date, language)}${year === today.slice(0, 4) ? "" : ` ${year}`}`
  return (
    <li className="flex items-center gap-3 text-muted-foreground text-xs">
      <span aria-hidden className="h-px flex-1 bg-border" />
      <time dateTime={date} className="font-medium">
        {name ? t(name, { date: words }) : words}
      </time>
      <span aria-hidden className="h-px flex-1 bg-border" />
    </li>
  )
}

function NewLine() {
  const t = useTranslations("conversation")
  return (
    <li className="flex items-center gap-3 font-medium text-primary text-xs">
      <span aria-hidden className="h-px flex-1 bg-primary" />
      {t("new")}
      <span aria-hidden className="h-px flex-1 bg-primary" />
    </li>
  )
}

"use client"

import { useQuery } from "@tanstack/react-query"
import { CircleCheck } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { QueueHead, QueueRow } from "@/components/review/queue-row"
import { ReplyPane } from "@/components/review/reply-pane"
import { type Selected, useSelection } from "@/components/review/selection"
import { SendPane } from "@/components/review/send-pane"
import type { Powers } from "@/components/review/use-decision"
import { useNextFocus } from "@/components/review/use-next-focus"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { FilterLinks } from "@/components/ui/filter-links"
import { Sheet } from "@/components/ui/sheet"
import { fromPage } from "@/lib/live/from-page"
import { REVIEW_FILTERS, type ReviewFilter, type ReviewQueue } from "@/lib/review/item"
import { queueQuery } from "@/lib/review/query-options"
import { FILTER_WORDS } from "@/lib/review/words"

type ReviewScreenProps = { filter: ReviewFilter; initial: ReviewQueue; powers: Powers }

/** The queue, its filters and the pane of the item that is open. */
export function ReviewScreen({ filter, initial, powers }: ReviewScreenProps) {
  const queue = useQuery({ ...queueQuery(filter), ...fromPage(initial) })
  const { selected, select } = useSelection()
  const { items, counts, zone } = queue.data
  const { place, expect } = useNextFocus({ items, updatedAt: queue.dataUpdatedAt })
  const shown = REVIEW_FILTERS.filter(
    (each) => each === "all" || each === filter || counts[each] > 0,
  )
  return (
    <>
      <FilterLinks
        label="Reasons"
        current={filter}
        links={shown.map((each) => ({
          key: each,
          href: (each === "all" ? "/review" : `/review?why=${each}`) as Route,
          label: FILTER_WORDS[each],
          count: counts[each],
        }))}
      />
      {queue.isError ? (
        <ErrorState title="The queue could not be renewed" onRetry={() => queue.refetch()}>
          {queue.error.message} What you see may be older than it looks.
        </ErrorState>
      ) : null}
      <div ref={place} tabIndex={-1} className="outline-none">
        {items.length === 0 ? (
          <NothingWaits filter={filter} />
        ) : (
          <QueueList {...{ items, zone, selected, select }} total={counts[filter]} />
        )}
      </div>
      <Sheet open={selected !== null} onOpenChange={(open) => !open && select(null)}>
        {selected ? (
          <ItemPane
            key={selected.id}
            selected={selected}
            powers={powers}
            onDecided={() => {
              expect(selected.id)
              select(null)
            }}
          />
        ) : null}
      </Sheet>
    </>
  )
}

type QueueListProps = Pick<ReviewQueue, "items" | "zone"> &
  ReturnType<typeof useSelection> & { total: number }

function QueueList({ items, zone, total, selected, select }: QueueListProps) {
  return (
    <section aria-label="Queue" className="-mx-4 md:mx-0">
      <QueueHead />
      <ul aria-label="Review queue">
        {items.map((item) => (
          <QueueRow
            key={item.id}
            item={item}
            zone={zone}
            isOpen={item.id === selected?.id}
            onOpen={() => select({ kind: item.kind, id: item.id })}
          />
        ))}
      </ul>
      {items.length < total ? (
        <p className="px-3 py-3 text-muted-foreground text-sm">
          The first {items.length} of {total}. The others follow as these are decided.
        </p>
      ) : null}
    </section>
  )
}

type ItemPaneProps = { selected: Selected; powers: Powers; onDecided: () => void }

function ItemPane({ selected, powers, onDecided }: ItemPaneProps) {
  if (selected.kind === "message") return <SendPane messageId={selected.id} />
  return <ReplyPane replyId={selected.id} powers={powers} onDecided={onDecided} />
}

function NothingWaits({ filter }: { filter: ReviewFilter }) {
  if (filter === "all") {
    return (
      <EmptyState icon={<CircleCheck aria-hidden />} title="Nothing waits for a person">
        Replies that cannot be counted by themselves, and texts that could not be sent, appear here
        as they come.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={`Nothing waits under “${FILTER_WORDS[filter]}”`}
      action={
        <Button asChild>
          <Link href={"/review" as Route}>Show all</Link>
        </Button>
      }
    >
      It may have been decided already, by you or by somebody else.
    </EmptyState>
  )
}

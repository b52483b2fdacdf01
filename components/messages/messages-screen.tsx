"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import { MessageSquare } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useState } from "react"
import { LogList, LogTable } from "@/components/messages/log-table"
import { MessagePane } from "@/components/messages/message-pane"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { FilterLinks } from "@/components/ui/filter-links"
import { MESSAGE_STATES, type MessageState } from "@/db/enums"
import { fromPage } from "@/lib/live/from-page"
import { logQuery } from "@/lib/messages/log-query-options"
import type { LogFilter, LogPage } from "@/lib/messages/log-row"
import { STATE_WORDS } from "@/lib/messages/words"

type MessagesScreenProps = { filter: LogFilter; initial: LogPage }

/** The outbound log, newest first; it renews itself as messages move on. */
export function MessagesScreen({ filter, initial }: MessagesScreenProps) {
  const log = useInfiniteQuery({
    ...logQuery(filter),
    ...fromPage({ pages: [initial], pageParams: [null] }),
  })
  const [openId, setOpenId] = useState<string | null>(null)
  const { pages } = log.data
  const rows = pages.flatMap((page) => page.rows)
  const { counts, zone } = pages[0] ?? initial
  const shown = { rows, zone, openId, onOpen: setOpenId }
  return (
    <>
      <FilterLinks label="States" current={filter} links={stateLinks(counts)} />
      {log.isRefetchError ? (
        <ErrorState title="The log could not be renewed" onRetry={() => log.refetch()}>
          {log.error.message} What you see may be older than it looks.
        </ErrorState>
      ) : null}
      {rows.length === 0 ? (
        <NoMessages filter={filter} />
      ) : (
        <div>
          <LogTable {...shown} />
          <LogList {...shown} />
        </div>
      )}
      {log.isFetchNextPageError ? (
        <p role="alert" className="text-center text-danger text-sm">
          {log.error.message}
        </p>
      ) : null}
      {log.hasNextPage ? (
        <Button
          className="self-center"
          pending={log.isFetchingNextPage}
          onClick={() => log.fetchNextPage()}
        >
          Show more messages
        </Button>
      ) : null}
      <MessagePane
        message={rows.find(({ id }) => id === openId) ?? null}
        zone={zone}
        onClose={() => setOpenId(null)}
      />
    </>
  )
}

function stateLinks(counts: Partial<Record<MessageState, number>> | null) {
  const all = { key: "all", href: "/messages" as Route, label: "All" }
  const each = MESSAGE_STATES.map((state) => ({
    key: state,
    href: `/messages?state=${state}` as Route,
    label: STATE_WORDS[state],
    count: counts?.[state],
  }))
  return [all, ...each]
}

function NoMessages({ filter }: { filter: LogFilter }) {
  if (filter === "all") {
    return (
      <EmptyState
        icon={<MessageSquare aria-hidden />}
        title="Nothing has been sent yet"
        action={
          <Button asChild>
            <Link href={"/patients" as Route}>Choose a patient</Link>
          </Button>
        }
      >
        Reminders that you or the schedule send appear here, with what became of each.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={`No message is in state “${STATE_WORDS[filter]}”`}
      action={
        <Button asChild>
          <Link href={"/messages" as Route}>Show all</Link>
        </Button>
      }
    />
  )
}

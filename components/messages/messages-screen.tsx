"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import { MessageSquare } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { LogList, LogTable } from "@/components/messages/log-table"
import { MessageFilters } from "@/components/messages/message-filters"
import { MessagePane } from "@/components/messages/message-pane"
import { useMessageWords } from "@/components/messages/message-words"
import { replaceInAddress } from "@/components/patients/address"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { type FilterLink, FilterLinks } from "@/components/ui/filter-links"
import { MESSAGE_STATES, type MessageState } from "@/db/enums"
import { fromPage } from "@/lib/live/from-page"
import { logQuery } from "@/lib/messages/log-query-options"
import type { LogFilters, LogPage } from "@/lib/messages/log-row"
import { logHref, NO_FILTERS } from "@/lib/messages/log-schema"

type MessagesScreenProps = {
  filters: LogFilters
  initial: LogPage
  /** The message that the address names. */
  initialOpenId: string | null
  maySend: boolean
}

/** The outbound log, newest first; it renews itself as messages move on. */
export function MessagesScreen({ filters, initial, initialOpenId, maySend }: MessagesScreenProps) {
  const t = useTranslations("messages")
  const links = useStateLinks()
  const log = useInfiniteQuery({
    ...logQuery(filters),
    ...fromPage({ pages: [initial], pageParams: [null] }),
  })
  const [openId, setOpenId] = useState(initialOpenId)
  const open = (id: string | null) => {
    setOpenId(id)
    replaceInAddress("message", id)
  }
  const { pages } = log.data
  const rows = pages.flatMap((page) => page.rows)
  const { counts, zone, people, patientName } = pages[0] ?? initial
  const shown = { rows, zone, openId, onOpen: open }
  return (
    <>
      <FilterLinks
        label={t("filters.states")}
        current={filters.state ?? "all"}
        links={links(filters, counts)}
      />
      <MessageFilters {...{ filters, people, patientName }} />
      {log.isRefetchError ? (
        <ErrorState title={t("log.notRenewed")} onRetry={() => log.refetch()}>
          {t("log.stale", { error: log.error.message })}
        </ErrorState>
      ) : null}
      {rows.length === 0 ? (
        <NoMessages filters={filters} />
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
          {t("log.more")}
        </Button>
      ) : null}
      <MessagePane messageId={openId} maySend={maySend} onOpen={open} />
    </>
  )
}

type Counts = Partial<Record<MessageState, number>> | null

function useStateLinks() {
  const t = useTranslations("messages.filters")
  const words = useMessageWords()
  return (filters: LogFilters, counts: Counts): FilterLink[] =>
    stateLinks(filters, counts, (state) => (state === null ? t("all") : words.state(state)))
}

function stateLinks(
  filters: LogFilters,
  counts: Counts,
  labelOf: (state: MessageState | null) => string,
): FilterLink[] {
  // The numbers are of all messages, so they are left out where others narrow the log as well.
  const isNarrowed = logHref({ ...filters, state: null }) !== logHref(NO_FILTERS)
  const href = (state: MessageState | null) => logHref({ ...filters, state }) as Route
  const all = { key: "all", href: href(null), label: labelOf(null) }
  const each = MESSAGE_STATES.map((state) => ({
    key: state,
    href: href(state),
    label: labelOf(state),
    count: isNarrowed ? undefined : counts?.[state],
  }))
  return [all, ...each]
}

function NoMessages({ filters }: { filters: LogFilters }) {
  const t = useTranslations("messages.log")
  if (logHref(filters) === logHref(NO_FILTERS)) {
    return (
      <EmptyState
        icon={<MessageSquare aria-hidden />}
        title={t("empty")}
        action={
          <Button asChild>
            <Link href={"/patients" as Route}>{t("choosePatient")}</Link>
          </Button>
        }
      >
        {t("emptyHint")}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t("noMatch")}
      action={
        <Button asChild>
          <Link href={"/messages" as Route}>{t("showAll")}</Link>
        </Button>
      }
    >
      {t("noMatchHint")}
    </EmptyState>
  )
}

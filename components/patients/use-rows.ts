"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { fromPage } from "@/lib/live/from-page"
import { isSameQuery, type Listing, type ListQuery } from "@/lib/patients/listing"
import type { PatientsPage } from "@/lib/patients/patient-row"
import { patientsQuery } from "@/lib/patients/query-options"

/** The rows that a listing finds, as far as they were read; `first` came with the page. */
export function useRows(asked: Listing, first: { initial: PatientsPage; query: ListQuery }) {
  const isFirst = asked.q === "" && isSameQuery(asked, first.query)
  const query = useInfiniteQuery({
    ...patientsQuery(asked),
    ...(isFirst ? { ...fromPage({ pages: [first.initial], pageParams: [null] }) } : {}),
    placeholderData: keepPreviousData,
  })
  const pages = query.data?.pages ?? []
  // Who moves between two reads stands in both pages.
  const rows = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()]
  const isSettled = !query.isPlaceholderData && !query.isFetching
  return {
    rows,
    total: pages[0]?.total ?? null,
    isPending: query.isPending,
    /** Of what was asked before, until the new answer is here. */
    isOld: query.isPlaceholderData,
    problem: query.isError ? query.error.message : null,
    retry: () => query.refetch(),
    hasMore: query.hasNextPage,
    /** More is read by itself, but not over and over when that fails. */
    canLoad: query.hasNextPage && isSettled && !query.isError,
    isLoadingMore: query.isFetchingNextPage,
    more: () => {
      if (!query.isFetchingNextPage && !query.isPlaceholderData) query.fetchNextPage()
    },
  }
}

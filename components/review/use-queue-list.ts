import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { fromPage } from "@/lib/live/from-page"
import type { ReviewAge, ReviewFilter, ReviewQueue } from "@/lib/review/item"
import { queueQuery } from "@/lib/review/query-options"

export type Asked = { filter: ReviewFilter; age: ReviewAge }
const AT_ONCE = 100
const NONE: ReadonlySet<string> = new Set()

/** The queue as it stands, without what was just decided here, and as far as it was asked for. */
export function useQueueList(asked: Asked, initial: ReviewQueue) {
  const [most, setMost] = useState(AT_ONCE)
  const first = most === AT_ONCE ? fromPage(initial) : { placeholderData: keepPreviousData }
  const query = useQuery({ ...queueQuery({ ...asked, most }), ...first })
  const queue = query.data ?? initial
  const [hidden, setHidden] = useState({ ids: NONE, at: 0 })
  // Renewed since, the queue itself says what still waits.
  const ids = query.dataUpdatedAt > hidden.at ? NONE : hidden.ids
  const hide = (decided: readonly string[]) =>
    setHidden({ ids: new Set([...ids, ...decided]), at: query.dataUpdatedAt })
  return {
    ...queue,
    items: queue.items.filter(({ id }) => !ids.has(id)),
    error: query.error,
    refetch: query.refetch,
    hide,
    showMore: () => setMost(most + AT_ONCE),
    isGrowing: query.isPlaceholderData,
  }
}

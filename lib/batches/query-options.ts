import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { SECOND_MS } from "@/lib/time"
import type { BatchResult } from "./limits"
import { type BatchProgress, type BatchSummary, openOf, type RecipientsPage } from "./progress"

const MOVES_MS = 2 * SECOND_MS

/** The newest texts to many. */
export const batchesQuery = () =>
  queryOptions({
    queryKey: ["messages", "batches"],
    queryFn: ({ signal }) =>
      fetchJson<{ batches: BatchSummary[]; zone: string }>("/api/batches", { signal }),
  })

/** How far one of them has come; the end of the undo window is no event, so it is asked for. */
export const batchQuery = (batchId: string) =>
  queryOptions({
    queryKey: ["messages", "batch", batchId],
    queryFn: ({ signal }) => fetchJson<BatchProgress>(`/api/batches/${batchId}`, { signal }),
    refetchInterval: ({ state }) => (state.data && openOf(state.data) > 0 ? MOVES_MS : false),
  })

/** What became of each recipient, page after page. */
export const recipientsQuery = (batchId: string, result: BatchResult) =>
  infiniteQueryOptions({
    queryKey: ["messages", "batch", batchId, "recipients", result],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam ? `&after=${pageParam}` : ""
      return fetchJson<RecipientsPage>(
        `/api/batches/${batchId}/recipients?result=${result}${after}`,
        { signal },
      )
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

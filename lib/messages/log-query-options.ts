import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { LogFilters, LogPage, MessageDetail } from "./log-row"
import { writeLogFilters } from "./log-schema"

/** The outbound log as the filters narrow it, page after page. */
export const logQuery = (filters: LogFilters) => {
  const written = writeLogFilters(filters)
  return infiniteQueryOptions({
    queryKey: ["messages", "log", written],
    queryFn: ({ pageParam, signal }) => {
      const query = [written, pageParam ? `after=${pageParam}` : ""].filter(Boolean).join("&")
      return fetchJson<LogPage>(`/api/messages?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** One message with its trail. */
export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: ["messages", "one", messageId],
    queryFn: ({ signal }) => fetchJson<MessageDetail>(`/api/messages/${messageId}`, { signal }),
  })

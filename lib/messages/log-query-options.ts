import { infiniteQueryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { LogFilter, LogPage } from "./log-row"

/** The outbound log in one state or all, page after page. */
export const logQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ["messages", "log", filter],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam ? `&after=${pageParam}` : ""
      return fetchJson<LogPage>(`/api/messages?state=${filter}${after}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

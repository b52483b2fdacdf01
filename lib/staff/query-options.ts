import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import type { Today } from "./today-lines"

/** What needs the signed-in person now. */
export const todayQuery = () =>
  queryOptions({
    queryKey: ["today"],
    queryFn: ({ signal }) => fetchJson<Today>("/api/today", { signal }),
    // Windows open and close by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

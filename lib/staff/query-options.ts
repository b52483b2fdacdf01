import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { fromPage } from "@/lib/live/from-page"
import { MINUTE_MS } from "@/lib/time"
import type { TabCounts } from "./tab-counts"
import type { Today } from "./today-lines"

/** What needs the signed-in person now. */
export const todayQuery = (only: "due" | null = null) =>
  queryOptions({
    queryKey: only ? ["today", "only", only] : ["today"],
    queryFn: ({ signal }) =>
      fetchJson<Today>(only ? `/api/today?only=${only}` : "/api/today", { signal }),
    // Windows open and close by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

/** The counts on the tabs; under `review`, for whatever changes that changes them. */
export const tabCountsQuery = (initial: TabCounts) =>
  queryOptions({
    queryKey: ["review", "tab-counts"],
    queryFn: ({ signal }) => fetchJson<TabCounts>("/api/frame", { signal }),
    ...fromPage(initial),
  })

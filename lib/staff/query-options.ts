import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { Today } from "./today-lines"

/** What needs the signed-in person now. */
export const todayQuery = () =>
  queryOptions({
    queryKey: ["today"],
    queryFn: ({ signal }) => fetchJson<Today>("/api/today", { signal }),
  })

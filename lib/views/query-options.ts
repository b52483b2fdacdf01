import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { HOUR_MS } from "@/lib/time"
import type { SavedView } from "./view"

/** The person's own views; whatever changes them answers with all of them. */
export const viewsQuery = () =>
  queryOptions({
    queryKey: ["views"],
    queryFn: ({ signal }) => fetchJson<SavedView[]>("/api/patients/views", { signal }),
    staleTime: HOUR_MS,
  })

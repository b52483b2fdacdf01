import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { ComposerFacts } from "./composer"

/** Read anew whenever the composer opens, and not beneath the hands of who writes in it. */
export const composerQuery = (patientId: string) =>
  queryOptions({
    queryKey: ["composer", patientId],
    queryFn: ({ signal }) =>
      fetchJson<ComposerFacts>(`/api/patients/${patientId}/composer`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: 1,
  })

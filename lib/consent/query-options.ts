import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import type { ConsentPage } from "./consent-page"

/** All that a patient's page of consent and phone shows. */
export const consentQuery = (patientId: string) =>
  queryOptions({
    queryKey: ["patient", patientId, "consent"],
    queryFn: ({ signal }) =>
      fetchJson<ConsentPage>(`/api/patients/${patientId}/consent`, { signal }),
    // The sending hours begin and end by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

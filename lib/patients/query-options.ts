import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import type { PatientsPage } from "./patient-row"
import type { PatientsPageRequest } from "./schema"
import type { PatientTimeline, TimelineDays } from "./timeline"

type Listing = Omit<PatientsPageRequest, "cursor">

/** The patients list. Posted, so that a name or number that is searched for is in no address. */
export const patientsQuery = (listing: Listing) =>
  infiniteQueryOptions({
    queryKey: ["patients", listing],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<PatientsPage>("/api/patients", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...listing, cursor: pageParam }),
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** All that a patient's page shows. */
export const timelineQuery = (patientId: string, days: TimelineDays) =>
  queryOptions({
    queryKey: ["patient", patientId, "timeline", days],
    queryFn: ({ signal }) =>
      fetchJson<PatientTimeline>(`/api/patients/${patientId}/timeline?days=${days}`, { signal }),
    // Windows open and close by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

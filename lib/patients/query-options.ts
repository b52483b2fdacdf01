import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { type PackedDoses, unpackDoses } from "@/lib/doses/packed"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import type { FilterChoices, PatientGlance } from "./glance"
import type { Listing } from "./listing"
import type { Counted, PatientsPage } from "./patient-row"
import { type Period, periodParams } from "./period"
import type { SentPeriod, SentTimeline, TimelineDose } from "./timeline"

/** Somebody who looks at a patient and comes back finds the list as it was. */
const KEPT_MS = 30 * MINUTE_MS

/**
 * The patients list, everybody by need unless more is asked. Posted, so that a name or number that
 * is searched for is in no address.
 */
export const patientsQuery = (listing: Partial<Listing>) =>
  infiniteQueryOptions({
    queryKey: ["patients", listing],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<PatientsPage>("/api/patients", {
        ...posted({ ...listing, cursor: pageParam }),
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    gcTime: KEPT_MS,
  })

/** How many a listing finds, as far as one text may go. */
export const countMatching = (listing: Listing) =>
  fetchJson<Counted>("/api/patients/count", posted(listing))

const posted = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
})

/** What the list can be narrowed to in this organization. */
export const filterChoicesQuery = () =>
  queryOptions({
    queryKey: ["patients-choices"],
    queryFn: ({ signal }) => fetchJson<FilterChoices>("/api/patients/choices", { signal }),
    staleTime: 5 * MINUTE_MS,
  })

/** What the preview tells besides the row of the list. */
export const previewQuery = (patientId: string) =>
  queryOptions({
    queryKey: ["patient", patientId, "preview"],
    queryFn: ({ signal }) =>
      fetchJson<PatientGlance>(`/api/patients/${patientId}/preview`, { signal }),
  })

/** All that a patient's page shows at first. */
export const timelineQuery = (patientId: string, period: Period) =>
  queryOptions({
    queryKey: ["patient", patientId, "timeline", period],
    queryFn: ({ signal }) =>
      fetchJson<SentTimeline>(`/api/patients/${patientId}/timeline${searchOf(period)}`, { signal }),
    select: openTimeline,
    // Windows open and close by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

/** The doses of one more period of a patient, to be compared. */
export const periodQuery = (patientId: string, period: Period) =>
  queryOptions({
    queryKey: ["patient", patientId, "period", period],
    queryFn: ({ signal }) =>
      fetchJson<SentPeriod>(`/api/patients/${patientId}/doses${searchOf(period)}`, { signal }),
    select: openTimeline,
    refetchInterval: MINUTE_MS,
  })

/** What was sent, with its doses as the screen works with them. */
export function openTimeline<T extends { doses: PackedDoses }>(
  sent: T,
): Omit<T, "doses"> & { doses: TimelineDose[] } {
  return { ...sent, doses: unpackDoses(sent.doses) }
}

function searchOf(period: Period): string {
  const given = Object.entries(periodParams(period)).filter((each) => each[1] !== null)
  const search = new URLSearchParams(given as [string, string][]).toString()
  return search ? `?${search}` : ""
}

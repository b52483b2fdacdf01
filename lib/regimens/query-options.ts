import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import type { PatientMedications } from "./medications"

/** All that a patient's medications page shows. */
export const medicationsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ["patient", patientId, "medications"],
    queryFn: ({ signal }) =>
      fetchJson<PatientMedications>(`/api/patients/${patientId}/medications`, { signal }),
    // The next dose moves on by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import type { DoseEvidence } from "./evidence"

/** All that speaks about one dose; under its patient, for whatever changes that changes it. */
export const doseEvidenceQuery = (patientId: string, doseId: string) =>
  queryOptions({
    queryKey: ["patient", patientId, "dose", doseId],
    queryFn: ({ signal }) =>
      fetchJson<DoseEvidence>(`/api/patients/${patientId}/doses/${doseId}`, { signal }),
    // Its window opens and closes by the clock, without an event.
    refetchInterval: MINUTE_MS,
  })

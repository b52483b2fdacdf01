import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { LocalDate } from "@/lib/local-date"
import { MINUTE_MS } from "@/lib/time"
import type { TextingDay } from "./texting-day"

/** Why a patient was, or was not, texted on a day. */
export const textingDayQuery = (patientId: string, date: LocalDate) =>
  queryOptions({
    queryKey: ["patient", patientId, "texting", date],
    queryFn: ({ signal }) =>
      fetchJson<TextingDay>(`/api/patients/${patientId}/texting/${date}`, { signal }),
    refetchInterval: MINUTE_MS,
  })

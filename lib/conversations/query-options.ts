import { infiniteQueryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { ConversationPage, ShownParts } from "./thread"

/** A patient's conversation, the newest page first. */
export const conversationQuery = (patientId: string, shown: ShownParts) =>
  infiniteQueryOptions({
    queryKey: ["patient", patientId, "conversation", shown],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        show: shown,
        ...(pageParam ? { before: pageParam } : {}),
      })
      const address = `/api/patients/${patientId}/conversation?${asked}`
      return fetchJson<ConversationPage>(address, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.earlier,
  })

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { MINUTE_MS } from "@/lib/time"
import {
  type FollowUpFilters,
  type FollowUpList,
  type FollowUpPlan,
  writeFollowUpFilters,
} from "./listed"
import type { SafetyBoard } from "./safety-board"

/** The safety tasks; under `today`, for whatever changes that changes them. */
export const safetyQuery = () =>
  queryOptions({
    queryKey: ["today", "safety"],
    queryFn: ({ signal }) => fetchJson<SafetyBoard>("/api/tasks/safety", { signal }),
    // Escalated by the clock; the event may be missed.
    refetchInterval: MINUTE_MS,
  })

/** The list of follow-ups; under `today`, for whatever changes that changes them. */
export const followUpsQuery = (filters: FollowUpFilters) =>
  queryOptions({
    queryKey: ["today", "follow-ups", filters],
    queryFn: ({ signal }) => {
      const query = writeFollowUpFilters(filters)
      return fetchJson<FollowUpList>(`/api/tasks/follow-ups?${query}`, { signal })
    },
    // What is overdue is so by the clock.
    refetchInterval: MINUTE_MS,
  })

/** Read when somebody plans a follow-up. */
export const followUpPlanQuery = () =>
  queryOptions({
    queryKey: ["follow-up-plan"],
    queryFn: ({ signal }) => fetchJson<FollowUpPlan>("/api/tasks/plan", { signal }),
  })

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type {
  CandidateDoses,
  RecentDecisions,
  ReviewAge,
  ReviewFilter,
  ReviewMessage,
  ReviewQueue,
  ReviewReply,
} from "./item"

export type QueueAsked = { filter: ReviewFilter; age: ReviewAge; most: number }

/** The queue under one filter and age, as far as it is shown. */
export const queueQuery = ({ filter, age, most }: QueueAsked) =>
  queryOptions({
    queryKey: ["review", "queue", filter, age, most],
    queryFn: ({ signal }) =>
      fetchJson<ReviewQueue>(`/api/review?why=${filter}&age=${age}&most=${most}`, { signal }),
  })

/** What was decided in the last day and may be taken back. */
export const decidedQuery = () =>
  queryOptions({
    queryKey: ["review", "decided"],
    queryFn: ({ signal }) => fetchJson<RecentDecisions>("/api/review/decided", { signal }),
  })

/** A reply with its evidence. */
export const replyQuery = (replyId: string) =>
  queryOptions({
    queryKey: ["review", "reply", replyId],
    queryFn: ({ signal }) => fetchJson<ReviewReply>(`/api/review/replies/${replyId}`, { signal }),
  })

/** A failed or unknown send with its evidence. */
export const sendQuery = (messageId: string) =>
  queryOptions({
    queryKey: ["review", "message", messageId],
    queryFn: ({ signal }) =>
      fetchJson<ReviewMessage>(`/api/review/messages/${messageId}`, { signal }),
  })

/** A patient's doses that a reply may be about, and the calendar around them. */
export const dosesQuery = (replyId: string, patientId: string) =>
  queryOptions({
    queryKey: ["review", "reply", replyId, "doses", patientId],
    queryFn: ({ signal }) =>
      fetchJson<CandidateDoses>(`/api/review/replies/${replyId}/doses/${patientId}`, { signal }),
  })

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { CandidateDose, ReviewFilter, ReviewMessage, ReviewQueue, ReviewReply } from "./item"

/** The queue under one filter. */
export const queueQuery = (filter: ReviewFilter) =>
  queryOptions({
    queryKey: ["review", "queue", filter],
    queryFn: ({ signal }) => fetchJson<ReviewQueue>(`/api/review?why=${filter}`, { signal }),
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

/** A patient's doses that a reply may be about, the likeliest first. */
export const dosesQuery = (replyId: string, patientId: string) =>
  queryOptions({
    queryKey: ["review", "reply", replyId, "doses", patientId],
    queryFn: ({ signal }) =>
      fetchJson<CandidateDose[]>(`/api/review/replies/${replyId}/doses/${patientId}`, { signal }),
  })

import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import type { AttentionPreview } from "./preview"
import { type AttentionRules, attentionKey } from "./rules"

/** What rules that are not saved yet would change; asked for by a person. */
export const attentionPreviewQuery = (settings: AttentionRules) =>
  queryOptions({
    queryKey: ["attention-preview", attentionKey(settings)],
    queryFn: ({ signal }) =>
      fetchJson<AttentionPreview>("/api/settings/attention", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ settings }),
        signal,
      }),
  })

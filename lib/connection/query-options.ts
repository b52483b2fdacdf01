import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "@/lib/live/fetch-json"
import { SECOND_MS } from "@/lib/time"
import type { ConnectionActivity } from "./activity"
import type { ConnectionChecks } from "./checks"

const WHILE_PULLING_MS = 2 * SECOND_MS
const ELSE_MS = 15 * SECOND_MS

/** What happened on the connection; no live event tells of it, so it is asked again. */
export const activityQuery = () =>
  queryOptions({
    queryKey: ["connection", "activity"],
    queryFn: ({ signal }) => fetchJson<ConnectionActivity>("/api/settings/connection", { signal }),
    refetchInterval: ({ state: { data } }) => {
      const pulls = [data?.directory.complete, data?.directory.recent]
      return pulls.some((pull) => pull?.state === "running") ? WHILE_PULLING_MS : ELSE_MS
    },
  })

/** What the connection is like now; asked on opening and on request, as it calls BioT. */
export const checksQuery = () =>
  queryOptions({
    queryKey: ["connection", "checks"],
    queryFn: ({ signal }) =>
      fetchJson<ConnectionChecks>("/api/settings/connection/checks", { signal }),
    staleTime: 30 * SECOND_MS,
  })

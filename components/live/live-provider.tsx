"use client"

import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query"
import { createContext, type ReactNode, useContext, useEffect, useState } from "react"
import { LiveIndicator, type LiveStatus } from "@/components/shell/live-indicator"
import { SECOND_MS } from "@/lib/time"
import { keepOpen } from "./keep-open"

const POLL_MS = 15 * SECOND_MS
const StatusContext = createContext<LiveStatus>("connecting")

type Change = { topic: string; patientId: string | null }

/** One query cache and one stream of live events for all pages behind sign-in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 5 * SECOND_MS, retry: 1 } } }),
  )
  return (
    <QueryClientProvider client={client}>
      <LiveEvents>{children}</LiveEvents>
    </QueryClientProvider>
  )
}

function LiveEvents({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [status, setStatus] = useState<LiveStatus>("connecting")

  useEffect(() => {
    const invalidateAll = () => client.invalidateQueries()
    const open = () => {
      const source = new EventSource("/api/live")
      source.addEventListener("ready", () => setStatus("live"))
      source.addEventListener("interrupted", () => setStatus("polling"))
      source.addEventListener("resync", () => {
        setStatus("live")
        invalidateAll()
      })
      source.addEventListener("change", (event) => {
        const change: Change = JSON.parse(event.data)
        for (const queryKey of keysOf(change)) client.invalidateQueries({ queryKey })
      })
      source.addEventListener("error", () => setStatus(navigator.onLine ? "polling" : "offline"))
      source.addEventListener("open", invalidateAll)
      return source
    }
    return keepOpen(open, leaveIfSignedOut)
  }, [client])

  useEffect(() => {
    if (status === "live" || status === "connecting") return
    const timer = setInterval(() => client.invalidateQueries(), POLL_MS)
    return () => clearInterval(timer)
  }, [client, status])

  return <StatusContext value={status}>{children}</StatusContext>
}

/** A stream that is refused does not say why; whoever lost access must not go on looking. */
async function leaveIfSignedOut(): Promise<void> {
  const answer = await fetch("/api/frame").catch(() => null)
  if (answer?.status === 401) window.location.replace("/sign-in?ended=access")
}

/** The query keys that a change makes stale; every live read's key starts with one of these. */
function keysOf({ topic, patientId }: Change): string[][] {
  const patient = patientId ? [["patient", patientId]] : []
  if (topic === "patient") return [...patient, ["patients"], ["today"]]
  // Failed and unknown sends wait in Review.
  if (topic === "messages") return [...patient, ["messages"], ["review"], ["today"]]
  return [...patient, ["review"], ["today"]]
}

export function LiveStatusIndicator() {
  return <LiveIndicator status={useContext(StatusContext)} />
}

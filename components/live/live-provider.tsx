"use client"

import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { createContext, type ReactNode, useContext, useEffect, useState } from "react"
import { LiveIndicator, type LiveStatus } from "@/components/shell/live-indicator"
import { SECOND_MS } from "@/lib/time"
import { type Change, gatherChanges } from "./gather"
import { keepOpen } from "./keep-open"
import { leave } from "./leave"
import { hearPresence } from "./presence-store"

const POLL_MS = 15 * SECOND_MS
const StatusContext = createContext<LiveStatus>("connecting")

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
    const changes = followChanges(client)
    const stream = followStream({
      onStatus: setStatus,
      onChange: changes.add,
      onMissed: () => client.invalidateQueries(),
    })
    return () => {
      stream.stop()
      changes.stop()
    }
  }, [client])
  useEffect(() => {
    if (status === "live" || status === "connecting") return
    const timer = setInterval(() => client.invalidateQueries(), POLL_MS)
    return () => clearInterval(timer)
  }, [client, status])
  return <StatusContext value={status}>{children}</StatusContext>
}

/** Reads anew what changes, in a moment or when the page is seen again. */
function followChanges(client: QueryClient) {
  const changes = gatherChanges({
    isSeen: () => document.visibilityState === "visible",
    renew: (keys) => {
      for (const queryKey of keys) client.invalidateQueries({ queryKey })
    },
  })
  document.addEventListener("visibilitychange", changes.onSeen)
  return {
    add: changes.add,
    stop: () => {
      changes.stop()
      document.removeEventListener("visibilitychange", changes.onSeen)
    },
  }
}

type StreamHandlers = {
  onStatus: (status: LiveStatus) => void
  onChange: (change: Change) => void
  /** Something may have been told while nobody heard it. */
  onMissed: () => void
}

/** The stream of live events, with the browser's own knowledge of being offline. */
function followStream({ onStatus, onChange, onMissed }: StreamHandlers) {
  let current: EventSource | undefined
  const open = () => {
    const source = new EventSource("/api/live")
    current = source
    source.addEventListener("ready", () => onStatus("live"))
    source.addEventListener("interrupted", () => onStatus("polling"))
    source.addEventListener("resync", () => {
      onStatus("live")
      onMissed()
    })
    source.addEventListener("change", (event) => onChange(JSON.parse(event.data)))
    source.addEventListener("presence", (event) => hearPresence(JSON.parse(event.data), Date.now()))
    source.addEventListener("error", () => onStatus(navigator.onLine ? "polling" : "offline"))
    source.addEventListener("open", onMissed)
    return source
  }
  const close = keepOpen(open, leaveIfSignedOut)
  const onOffline = () => onStatus("offline")
  const onOnline = () => {
    onStatus(current?.readyState === EventSource.OPEN ? "live" : "polling")
    onMissed()
  }
  addEventListener("offline", onOffline)
  addEventListener("online", onOnline)
  return {
    stop: () => {
      close()
      removeEventListener("offline", onOffline)
      removeEventListener("online", onOnline)
    },
  }
}

/** A stream that is refused does not say why; whoever lost access must not go on looking. */
async function leaveIfSignedOut(): Promise<void> {
  const answer = await fetch("/api/frame").catch(() => null)
  if (answer?.status === 401) leave("access")
}

/** Whether what is on screen follows by itself. */
export const useLiveStatus = (): LiveStatus => useContext(StatusContext)

export function LiveStatusIndicator() {
  return <LiveIndicator status={useLiveStatus()} />
}

/** Stands below the top bar while there is no connection: what is safe, and that it mends itself. */
export function OfflineBanner() {
  const t = useTranslations("live.offline")
  const isOffline = useLiveStatus() === "offline"
  return (
    <div role="status" className="print:hidden">
      {isOffline ? (
        <p className="border-b bg-warning-soft px-4 py-2 text-center text-sm text-warning">
          <strong>{t("title")}</strong> {t("why")}
        </p>
      ) : null}
    </div>
  )
}

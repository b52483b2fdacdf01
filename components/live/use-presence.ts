import { useEffect, useEffectEvent, useSyncExternalStore } from "react"
import { SECOND_MS } from "@/lib/time"
import { useLiveStatus } from "./live-provider"
import { readPresence, readWriting, subscribeToPresence } from "./presence-store"

const TELL_EVERY_MS = 20 * SECOND_MS

/** Who else looks at an item now, by name. */
export function usePresence(itemId: string | null): readonly string[] {
  const read = () => readPresence(itemId ?? "")
  return useSyncExternalStore(subscribeToPresence, read, read)
}

/** Who else writes there now, by name. */
export function useWriting(itemId: string): readonly string[] {
  const read = () => readWriting(itemId)
  return useSyncExternalStore(subscribeToPresence, read, read)
}

/**
 * Tells the others that this person looks at an item, again and again while the page is seen, and
 * at once when somebody else comes. Not before they can be heard too: who is there already answers
 * at once, and only once.
 */
export function useTellPresence(itemId: string | null, onTell: () => void): void {
  const others = usePresence(itemId).join()
  const isConnecting = useLiveStatus() === "connecting"
  const tell = useEffectEvent(onTell)
  // biome-ignore lint/correctness/useExhaustiveDependencies: who came anew hears of us at once
  useEffect(() => {
    if (itemId === null || isConnecting) return
    const tellIfSeen = () => {
      if (document.visibilityState === "visible") tell()
    }
    tellIfSeen()
    const timer = setInterval(tellIfSeen, TELL_EVERY_MS)
    document.addEventListener("visibilitychange", tellIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tellIfSeen)
    }
  }, [itemId, others, isConnecting])
}

/** Nobody waits for it: what is lost is told again, or forgotten. */
export function postPresence(address: string, told: object): void {
  fetch(address, {
    method: "POST",
    credentials: "same-origin",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(told),
  }).catch(() => {})
}

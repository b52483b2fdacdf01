"use client"

import { useSyncExternalStore } from "react"
import { type Instant, SECOND_MS } from "@/lib/time"

const TICK_MS = 15 * SECOND_MS
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, TICK_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const tick = (): Instant => Math.ceil(Date.now() / TICK_MS) * TICK_MS

/** The present, rounded up to 15 s; one timer for the whole page. Text made of it may differ from the server's. */
export function useClock(): Instant {
  return useSyncExternalStore(subscribe, tick, tick)
}

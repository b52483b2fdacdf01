"use client"

import { useEffect, useState } from "react"
import { type Instant, SECOND_MS } from "@/lib/time"

const TICK_MS = SECOND_MS / 4

/** Whole seconds until `at` by the server's clock, which said `serverNow` when it answered; 0 after. */
export function useSecondsUntil(at: Instant, serverNow: Instant): number {
  const [left, setLeft] = useState(() => secondsBetween(serverNow, at))
  useEffect(() => {
    if (serverNow >= at) return setLeft(0)
    const answeredAt = performance.now()
    const tick = () => {
      const next = secondsBetween(serverNow + performance.now() - answeredAt, at)
      setLeft(next)
      if (next === 0) clearInterval(timer)
    }
    const timer = setInterval(tick, TICK_MS)
    return () => clearInterval(timer)
  }, [at, serverNow])
  return left
}

function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.ceil((to - from) / SECOND_MS))
}

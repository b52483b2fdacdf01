import { useEffect, useEffectEvent, useState } from "react"
import { SECOND_MS } from "@/lib/time"

const ASK_MS = 4 * SECOND_MS

/**
 * Whether the database is away, asked again and again; runs `retry` once it is back. A page that
 * fails while the database answers is left alone: trying by itself would not mend it.
 */
export function useRecovery(retry: () => void): boolean {
  const [isAway, setAway] = useState(false)
  const recover = useEffectEvent(retry)
  useEffect(() => {
    let wasAway = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      const isUp = await databaseAnswers()
      if (timer === undefined) return
      if (isUp && wasAway) recover()
      wasAway = !isUp
      setAway(wasAway)
      timer = setTimeout(ask, ASK_MS)
    }
    timer = setTimeout(ask)
    return () => {
      clearTimeout(timer)
      timer = undefined
    }
  }, [])
  return isAway
}

async function databaseAnswers(): Promise<boolean> {
  try {
    const health: { database?: string } = await (await fetch("/api/health")).json()
    return health.database === "ok"
  } catch {
    return false
  }
}

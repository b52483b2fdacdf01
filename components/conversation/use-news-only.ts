import { useEffect, useState } from "react"
import { SECOND_MS } from "@/lib/time"

/**
 * How a thread tells screen readers of what is added: what came now is read out, a page of older
 * items that was asked for is not.
 */
export function useNewsOnly(oldestId: string | undefined): "polite" | "off" {
  const [seen, setSeen] = useState({ oldestId, isQuiet: false })
  if (seen.oldestId !== oldestId) setSeen({ oldestId, isQuiet: true })
  useEffect(() => {
    if (!seen.isQuiet) return
    const timer = setTimeout(() => setSeen({ ...seen, isQuiet: false }), SECOND_MS)
    return () => clearTimeout(timer)
  }, [seen])
  return seen.isQuiet ? "off" : "polite"
}

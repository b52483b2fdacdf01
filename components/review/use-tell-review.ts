import { useEffect } from "react"
import { postPresence, useTellPresence } from "@/components/live/use-presence"
import type { Selected } from "@/components/review/selection"

/** Tells the others which item of Review is open here, and when it no longer is. */
export function useTellReview(open: Selected | null): void {
  const { kind, id } = open ?? {}
  useTellPresence(id ?? null, () => {
    if (kind && id) tell({ kind, id }, true)
  })
  useEffect(() => {
    if (!kind || !id) return
    return () => tell({ kind, id }, false)
  }, [kind, id])
}

function tell({ kind, id }: Selected, isLooking: boolean): void {
  postPresence("/api/review/presence", { itemKind: kind, itemId: id, isLooking })
}

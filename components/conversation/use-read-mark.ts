import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useEffectEvent, useState } from "react"
import { useAction } from "@/components/live/use-action"
import { markRead, markUnread } from "@/lib/conversations/actions"
import type { ConversationState } from "@/lib/conversations/state"
import type { ThreadItem } from "@/lib/conversations/thread"
import { SECOND_MS } from "@/lib/time"

/** How long the newest reply is in view before it counts as read. */
const LOOKED_AT_MS = SECOND_MS

type Reading = {
  patientId: string
  conversation: ConversationState
  items: readonly ThreadItem[]
  mayHandle: boolean
}

/**
 * Marks the conversation as read once its newest reply was in view for a second, naming the replies
 * that stand in it, so that what comes meanwhile stays unread. Whoever marks it unread by hand is not
 * taken at their eyes' word until they leave the page.
 */
export function useReadMark({ patientId, conversation, items, mayHandle }: Reading) {
  const client = useQueryClient()
  const tellRead = useAction(markRead, "repeat")
  const tellUnread = useAction(markUnread, "repeat")
  const [isHeld, setHeld] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const { unreadSince } = conversation
  const seen = items.flatMap((item) => {
    return item.kind === "reply" && unreadSince !== null && item.at >= unreadSince ? [item.id] : []
  })
  const renew = () => client.invalidateQueries({ queryKey: ["patient", patientId] })
  const read = async () => {
    const result = await tellRead({ patientId, seenReplyIds: seen })
    setError(result.ok ? null : result.error.sentence)
    if (result.ok) await renew()
  }
  const unread = async () => {
    setHeld(true)
    const result = await tellUnread({ patientId, replyId: null })
    setError(result.ok ? null : result.error.sentence)
    if (result.ok) await renew()
  }

  const isWanted = mayHandle && !isHeld && seen.length > 0
  const newestId = seen.at(-1)
  const readNow = useEffectEvent(() => {
    if (document.visibilityState === "visible") void read()
  })
  useEffect(() => {
    const element = newestId ? document.getElementById(`item-${newestId}`) : null
    if (!isWanted || !element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isInView = false
    const start = () => {
      clearTimeout(timer)
      const isLooking = isInView && document.visibilityState === "visible"
      if (isLooking) timer = setTimeout(() => readNow(), LOOKED_AT_MS)
    }
    const observer = new IntersectionObserver(([entry]) => {
      isInView = entry?.isIntersecting ?? false
      start()
    })
    observer.observe(element)
    document.addEventListener("visibilitychange", start)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener("visibilitychange", start)
    }
  }, [isWanted, newestId])

  return { read, unread, error }
}

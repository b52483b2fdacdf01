import { useEffect, useRef } from "react"
import { postPresence, useTellPresence } from "@/components/live/use-presence"
import type { ConversationPresence } from "@/lib/conversations/schema"
import { SECOND_MS } from "@/lib/time"

const WRITING_EVERY_MS = 4 * SECOND_MS

/**
 * Tells the others that this person looks at the conversation, and gives what to call at each
 * letter that is typed and when a text was sent or given up.
 */
export function useTellConversation(patientId: string) {
  const toldWriting = useRef(0)
  // The keyboard's pace is not the network's: while a person writes it is told every few seconds.
  const onWriting = () => {
    if (Date.now() - toldWriting.current < WRITING_EVERY_MS) return
    toldWriting.current = Date.now()
    tell({ patientId, doing: "writing" })
  }
  const onRest = () => {
    if (toldWriting.current === 0) return
    toldWriting.current = 0
    tell({ patientId, doing: "looking" })
  }
  useTellPresence(patientId, () => {
    const isWriting = Date.now() - toldWriting.current < 2 * WRITING_EVERY_MS
    tell({ patientId, doing: isWriting ? "writing" : "looking" })
  })
  useEffect(() => {
    const leave = () => tell({ patientId, doing: "gone" })
    addEventListener("pagehide", leave)
    return () => {
      removeEventListener("pagehide", leave)
      leave()
    }
  }, [patientId])
  return { onWriting, onRest }
}

function tell({ patientId, doing }: ConversationPresence): void {
  postPresence(`/api/patients/${patientId}/presence`, { doing })
}

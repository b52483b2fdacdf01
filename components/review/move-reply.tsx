"use client"

import { createContext, type ReactNode, useContext } from "react"
import { ReassignReply } from "@/components/review/reassign-reply"
import type { TimelineReply } from "@/lib/patients/timeline"

const MayMove = createContext(false)

/** Around what shows replies: whether this person may move them. */
export function MovableReplies({ may, children }: { may: boolean; children: ReactNode }) {
  return <MayMove value={may}>{children}</MayMove>
}

/** Only what counts or was set aside is moved; what still waits is decided in Review. */
export function MoveReply({ reply }: { reply: Pick<TimelineReply, "id" | "state"> }) {
  const may = useContext(MayMove)
  const isSettled = reply.state === "applied" || reply.state === "dismissed"
  return may && isSettled ? <ReassignReply replyId={reply.id} /> : null
}

import type { Instant } from "@/lib/time"

export type Colleague = { id: string; name: string }

/** Whose conversation it is and how far it was read, for everybody alike. */
export type ConversationState = {
  /** When the earliest reply was sent that somebody should read; null: all was read. */
  unreadSince: Instant | null
  readBy: string | null
  readAt: Instant | null
  assignee: Colleague | null
}

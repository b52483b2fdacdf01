import { z } from "zod"
import { SHOWN_PARTS } from "./thread"

/** How many replies one "mark as read" may name: more than a screen ever shows. */
export const MOST_SEEN = 2_000

/** `seenReplyIds` are the replies that stood on the screen: what came since stays unread. */
export const markReadSchema = z.object({
  patientId: z.uuid(),
  seenReplyIds: z.array(z.uuid()).max(MOST_SEEN),
})
export type MarkRead = z.input<typeof markReadSchema>

/** Unread from a reply on; null: from the newest. */
export const markUnreadSchema = z.object({
  patientId: z.uuid(),
  replyId: z.uuid().nullable(),
})
export type MarkUnread = z.input<typeof markUnreadSchema>

/** `seen` is the assignee that stood on the screen; null: nobody. */
export const assignConversationSchema = z.object({
  patientId: z.uuid(),
  assigneeId: z.uuid().nullable(),
  seen: z.uuid().nullable(),
})
export type AssignConversation = z.input<typeof assignConversationSchema>

/** What of the thread is asked for; what is not known is all of it. */
export const shownPartsSchema = z.enum(SHOWN_PARTS).catch("all")

/** Where the next older page ends: the place of the oldest item that was given out. */
export const threadCursorSchema = z.object({
  at: z.number(),
  rank: z.int().min(0).max(3),
  id: z.uuid(),
})
export type ThreadCursor = z.infer<typeof threadCursorSchema>

/** What somebody of the staff does at a conversation just now. */
export const conversationPresenceSchema = z.object({
  patientId: z.uuid(),
  doing: z.enum(["looking", "writing", "gone"]),
})
export type ConversationPresence = z.infer<typeof conversationPresenceSchema>

"use server"

import { staffAction } from "@/lib/auth/action"
import { assignConversation as assign, markRead as read, markUnread as unread } from "./mutations"
import {
  type AssignConversation,
  assignConversationSchema,
  type MarkRead,
  type MarkUnread,
  markReadSchema,
  markUnreadSchema,
} from "./schema"

const runRead = staffAction("conversations.handle", markReadSchema, read)
const runUnread = staffAction("conversations.handle", markUnreadSchema, unread)
const runAssign = staffAction("conversations.handle", assignConversationSchema, assign)

export async function markRead(input: MarkRead) {
  return runRead(input)
}

export async function markUnread(input: MarkUnread) {
  return runUnread(input)
}

export async function assignConversation(input: AssignConversation) {
  return runAssign(input)
}

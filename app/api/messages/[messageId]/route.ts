import { staffHandler } from "@/lib/auth/handler"
import { messageDetail } from "@/lib/messages/log-detail-queries"
import { readMessageId } from "@/lib/messages/log-schema"

export const GET = staffHandler<{ messageId: string }>("patients.read", async (ctx, _, params) =>
  messageDetail(ctx, readMessageId(params.messageId)),
)

import { staffHandler } from "@/lib/auth/handler"
import { messageLog } from "@/lib/messages/log-queries"
import { readCursor, readLogFilter } from "@/lib/messages/log-schema"

export const GET = staffHandler("patients.read", async (ctx, request) => {
  const asked = new URL(request.url).searchParams
  return messageLog(ctx, readLogFilter(asked.get("state")), readCursor(asked.get("after")))
})

import { staffHandler } from "@/lib/auth/handler"
import { messageLog } from "@/lib/messages/log-queries"
import { readCursor, readLogFilters } from "@/lib/messages/log-schema"

export const GET = staffHandler("patients.read", async (ctx, request) => {
  const asked = new URL(request.url).searchParams
  return messageLog(ctx, readLogFilters(Object.fromEntries(asked)), readCursor(asked.get("after")))
})

import { staffHandler } from "@/lib/auth/handler"
import { ITEMS_AT_ONCE, reviewQueue } from "@/lib/review/queries"
import { readAge, readFilter, readMost } from "@/lib/review/schema"

export const GET = staffHandler("review.read", async (ctx, request) => {
  const asked = new URL(request.url).searchParams
  const age = readAge(asked.get("age"))
  const most = readMost(asked.get("most"), ITEMS_AT_ONCE)
  return reviewQueue(ctx, readFilter(asked.get("why")), Date.now(), { age, most })
})

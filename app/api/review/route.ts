import { staffHandler } from "@/lib/auth/handler"
import { reviewQueue } from "@/lib/review/queries"
import { readFilter } from "@/lib/review/schema"

export const GET = staffHandler("review.read", async (ctx, request) => {
  const why = new URL(request.url).searchParams.get("why")
  return reviewQueue(ctx, readFilter(why), Date.now())
})

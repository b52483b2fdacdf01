import { staffHandler } from "@/lib/auth/handler"
import { followUpList } from "@/lib/tasks/list-queries"
import { readFollowUpFilters } from "@/lib/tasks/listed"

export const GET = staffHandler("patients.read", (ctx, request) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  return followUpList(ctx, readFollowUpFilters(asked), Date.now())
})

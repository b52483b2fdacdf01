import { staffHandler } from "@/lib/auth/handler"
import { todayFor } from "@/lib/staff/today"

export const GET = staffHandler("patients.read", (ctx, request) => {
  const only = new URL(request.url).searchParams.get("only")
  return todayFor(ctx, Date.now(), only === "due" ? only : null)
})

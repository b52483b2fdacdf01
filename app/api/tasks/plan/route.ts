import { staffHandler } from "@/lib/auth/handler"
import { followUpPlan } from "@/lib/tasks/list-queries"

export const GET = staffHandler("tasks.handle", (ctx) => followUpPlan(ctx))

import { staffHandler } from "@/lib/auth/handler"
import { recentDecisions } from "@/lib/review/decided-queries"

export const GET = staffHandler("review.read", (ctx) => recentDecisions(ctx, Date.now()))

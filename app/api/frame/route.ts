import { staffHandler } from "@/lib/auth/handler"
import { tabCounts } from "@/lib/staff/queries"

export const GET = staffHandler("patients.read", (ctx) => tabCounts(ctx, Date.now()))

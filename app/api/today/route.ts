import { staffHandler } from "@/lib/auth/handler"
import { todayFor } from "@/lib/staff/today"

export const GET = staffHandler("patients.read", (ctx) => todayFor(ctx, Date.now()))

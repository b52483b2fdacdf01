import { staffHandler } from "@/lib/auth/handler"
import { safetyBoard } from "@/lib/tasks/safety-queries"

export const GET = staffHandler("patients.read", (ctx) => safetyBoard(ctx, Date.now()))

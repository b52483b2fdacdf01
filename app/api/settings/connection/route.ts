import { staffHandler } from "@/lib/auth/handler"
import { connectionActivity } from "@/lib/connection/activity"

export const GET = staffHandler("settings.manage", (ctx) => connectionActivity(ctx, Date.now()))

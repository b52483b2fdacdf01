import { staffHandler } from "@/lib/auth/handler"
import { checkConnection } from "@/lib/connection/checks"

export const GET = staffHandler("settings.manage", (ctx) => checkConnection(ctx, Date.now()))

import { staffHandler } from "@/lib/auth/handler"
import { savedViewsOf } from "@/lib/views/queries"

export const GET = staffHandler("views.keep", (ctx) => savedViewsOf(ctx))

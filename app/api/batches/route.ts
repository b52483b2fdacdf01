import { staffHandler } from "@/lib/auth/handler"
import { recentBatches } from "@/lib/batches/queries"

export const GET = staffHandler("patients.read", (ctx) => recentBatches(ctx))

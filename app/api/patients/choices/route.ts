import { staffHandler } from "@/lib/auth/handler"
import { filterChoices } from "@/lib/patients/glance-queries"

export const GET = staffHandler("patients.read", (ctx) => filterChoices(ctx, Date.now()))

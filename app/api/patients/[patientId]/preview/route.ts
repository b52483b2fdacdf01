import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { patientGlance } from "@/lib/patients/glance-queries"
import { patientIdSchema } from "@/lib/patients/schema"

export const GET = staffHandler<{ patientId: string }>("patients.read", async (ctx, _, params) => {
  const id = patientIdSchema.safeParse(params.patientId)
  if (!id.success) throw new AppError("not_found", "There is no such patient.")
  return patientGlance(ctx, id.data, Date.now())
})

import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { patientIdSchema } from "@/lib/patients/schema"
import { patientMedications } from "@/lib/regimens/queries"

export const GET = staffHandler<{ patientId: string }>(
  "patients.read",
  async (ctx, _request, params) => {
    const id = patientIdSchema.safeParse(params.patientId)
    if (!id.success) throw new AppError("not_found", "There is no such patient.")
    return patientMedications(ctx, id.data, Date.now())
  },
)

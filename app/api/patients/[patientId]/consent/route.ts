import { staffHandler } from "@/lib/auth/handler"
import { consentPage } from "@/lib/consent/page-queries"
import { AppError } from "@/lib/errors"
import { patientIdSchema } from "@/lib/patients/schema"

export const GET = staffHandler<{ patientId: string }>(
  "patients.read",
  async (ctx, _request, params) => {
    const id = patientIdSchema.safeParse(params.patientId)
    if (!id.success) throw new AppError("not_found", "There is no such patient.")
    return consentPage(ctx, id.data, Date.now())
  },
)

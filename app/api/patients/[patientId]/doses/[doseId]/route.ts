import { staffHandler } from "@/lib/auth/handler"
import { doseEvidence } from "@/lib/doses/evidence-queries"
import { AppError } from "@/lib/errors"
import { doseIdSchema, patientIdSchema } from "@/lib/patients/schema"

export const GET = staffHandler<{ patientId: string; doseId: string }>(
  "patients.read",
  async (ctx, _request, params) => {
    const patientId = patientIdSchema.safeParse(params.patientId)
    const doseId = doseIdSchema.safeParse(params.doseId)
    if (!patientId.success) throw new AppError("not_found", "There is no such patient.")
    if (!doseId.success) throw new AppError("not_found", "There is no such dose of this patient.")
    return doseEvidence(ctx, { patientId: patientId.data, doseId: doseId.data }, Date.now())
  },
)

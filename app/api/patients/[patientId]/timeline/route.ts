import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { patientIdSchema, periodSchema } from "@/lib/patients/schema"
import { patientTimeline } from "@/lib/patients/timeline-queries"

export const GET = staffHandler<{ patientId: string }>(
  "patients.read",
  async (ctx, request, params) => {
    const asked = Object.fromEntries(new URL(request.url).searchParams)
    const id = patientIdSchema.safeParse(params.patientId)
    if (!id.success) throw new AppError("not_found", "There is no such patient.")
    return patientTimeline(ctx, id.data, periodSchema.parse(asked), Date.now())
  },
)

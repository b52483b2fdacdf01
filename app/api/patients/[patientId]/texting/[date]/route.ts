import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { textingDay } from "@/lib/messages/why-not-queries"
import { patientIdSchema } from "@/lib/patients/schema"
import { localDateSchema } from "@/lib/regimens/schedule"

export const GET = staffHandler<{ patientId: string; date: string }>(
  "patients.read",
  async (ctx, _request, params) => {
    const id = patientIdSchema.safeParse(params.patientId)
    if (!id.success) throw new AppError("not_found", "There is no such patient.")
    const date = localDateSchema.safeParse(params.date)
    if (!date.success) throw new AppError("invalid", "Give a real date.", { field: "date" })
    return textingDay(ctx, { patientId: id.data, date: date.data }, Date.now())
  },
)

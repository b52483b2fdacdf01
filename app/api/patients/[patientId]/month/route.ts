import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { spokenLanguage } from "@/lib/i18n/spoken"
import { patientIdSchema } from "@/lib/patients/schema"
import { exportMonth } from "@/lib/reports/mutations"

/** One patient's month as a file, dose by dose, with what its columns mean. */
export const GET = staffHandler<{ patientId: string }>(
  "patients.read",
  async (ctx, request, params) => {
    const id = patientIdSchema.safeParse(params.patientId)
    if (!id.success) throw new AppError("not_found", "There is no such patient.")
    const asked = new URL(request.url).searchParams.get("month")
    const of = { asked, now: Date.now(), language: await spokenLanguage() }
    const { name, text } = await exportMonth(ctx, id.data, of)
    return new Response(text, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="doseline-${name}.csv"`,
        "x-content-type-options": "nosniff",
      },
    })
  },
)

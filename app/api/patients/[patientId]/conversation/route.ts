import { staffHandler } from "@/lib/auth/handler"
import { conversationPage } from "@/lib/conversations/queries"
import { shownPartsSchema } from "@/lib/conversations/schema"
import { AppError } from "@/lib/errors"
import { patientIdSchema } from "@/lib/patients/schema"

export const GET = staffHandler<{ patientId: string }>(
  "patients.read",
  async (ctx, request, params) => {
    const id = patientIdSchema.safeParse(params.patientId)
    if (!id.success) throw new AppError("not_found", "There is no such patient.")
    const asked = new URL(request.url).searchParams
    const shown = shownPartsSchema.parse(asked.get("show"))
    const page = { shown, cursor: asked.get("before") }
    return conversationPage(ctx, id.data, page, Date.now())
  },
)

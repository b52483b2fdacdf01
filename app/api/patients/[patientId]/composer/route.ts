import { staffHandler } from "@/lib/auth/handler"
import { AppError } from "@/lib/errors"
import { patientIdSchema } from "@/lib/patients/schema"
import { composerFacts } from "@/lib/templates/composer-queries"

export const GET = staffHandler<{ patientId: string }>("messages.send", async (ctx, _, params) => {
  const id = patientIdSchema.safeParse(params.patientId)
  if (!id.success) throw new AppError("not_found", "There is no such patient.")
  return composerFacts(ctx, id.data)
})

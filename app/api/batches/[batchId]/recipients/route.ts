import { staffHandler } from "@/lib/auth/handler"
import { recipientsPage } from "@/lib/batches/queries"
import { readBatchId, recipientsPageSchema } from "@/lib/batches/schema"

export const GET = staffHandler<{ batchId: string }>("patients.read", (ctx, request, params) => {
  const asked = new URL(request.url).searchParams
  const page = { result: asked.get("result"), after: asked.get("after") }
  return recipientsPage(ctx, readBatchId(params.batchId), recipientsPageSchema.parse(page))
})

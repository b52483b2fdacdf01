import { staffHandler } from "@/lib/auth/handler"
import { batchProgress } from "@/lib/batches/queries"
import { readBatchId } from "@/lib/batches/schema"

export const GET = staffHandler<{ batchId: string }>("patients.read", (ctx, _request, params) =>
  batchProgress(ctx, readBatchId(params.batchId), Date.now()),
)

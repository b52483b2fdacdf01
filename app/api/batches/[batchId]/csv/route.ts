import { staffHandler } from "@/lib/auth/handler"
import { exportRecipients } from "@/lib/batches/export-mutations"
import { readBatchId } from "@/lib/batches/schema"

/** Spreadsheets take a file without this mark for one of their own alphabet. */
const BYTE_ORDER_MARK = "\u{FEFF}"

/** Named by the batch and not by its text: the name of a file ends up in many places. */
export const GET = staffHandler<{ batchId: string }>(
  "messages.send",
  async (ctx, _request, params) => {
    const batchId = readBatchId(params.batchId)
    const csv = await exportRecipients(ctx, batchId)
    return new Response(BYTE_ORDER_MARK + csv, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="recipients-${batchId}.csv"`,
      },
    })
  },
)

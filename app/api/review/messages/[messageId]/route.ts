import { staffHandler } from "@/lib/auth/handler"
import { reviewMessage } from "@/lib/review/detail-queries"
import { readReviewId } from "@/lib/review/schema"

export const GET = staffHandler<{ messageId: string }>("review.read", async (ctx, _, params) =>
  reviewMessage(ctx, readReviewId(params.messageId)),
)

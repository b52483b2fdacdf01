import { staffHandler } from "@/lib/auth/handler"
import { reviewReply } from "@/lib/review/detail-queries"
import { readReviewId } from "@/lib/review/schema"

export const GET = staffHandler<{ replyId: string }>("review.read", async (ctx, _, params) =>
  reviewReply(ctx, readReviewId(params.replyId)),
)

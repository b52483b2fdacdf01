import { staffHandler } from "@/lib/auth/handler"
import { candidateDoses } from "@/lib/review/dose-queries"
import { readReviewId } from "@/lib/review/schema"

type Params = { replyId: string; patientId: string }

export const GET = staffHandler<Params>("review.read", async (ctx, _, params) =>
  candidateDoses(ctx, {
    replyId: readReviewId(params.replyId),
    patientId: readReviewId(params.patientId),
  }),
)

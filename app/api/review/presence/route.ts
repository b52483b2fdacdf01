import { staffHandler } from "@/lib/auth/handler"
import { isSameOrigin } from "@/lib/auth/same-origin"
import { readCapped } from "@/lib/capped-body"
import { AppError } from "@/lib/errors"
import { tellPresence } from "@/lib/review/presence-queries"
import { readPresence } from "@/lib/review/schema"

const MOST_BYTES = 1_024

/** Who looks at what; a browser repeats it as long as the item is open. */
export const POST = staffHandler("review.read", async (ctx, request) => {
  if (!isSameOrigin(request.headers)) {
    throw new AppError("forbidden", "This request did not come from Doseline's own pages.")
  }
  await tellPresence(ctx, readPresence(jsonOf(await readCapped(request, MOST_BYTES))))
  return { ok: true }
})

function jsonOf(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return null
  }
}

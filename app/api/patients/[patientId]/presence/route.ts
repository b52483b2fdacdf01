import { staffHandler } from "@/lib/auth/handler"
import { isSameOrigin } from "@/lib/auth/same-origin"
import { readCapped } from "@/lib/capped-body"
import { tellAtConversation } from "@/lib/conversations/presence-queries"
import { conversationPresenceSchema } from "@/lib/conversations/schema"
import { AppError } from "@/lib/errors"

const MOST_BYTES = 1_024

/** Who looks at a conversation and who writes in it, never what; a browser repeats it while it is so. */
export const POST = staffHandler<{ patientId: string }>(
  "patients.read",
  async (ctx, request, { patientId }) => {
    if (!isSameOrigin(request.headers)) {
      throw new AppError("forbidden", "This request did not come from Doseline's own pages.")
    }
    const told = jsonOf(await readCapped(request, MOST_BYTES))
    const presence = conversationPresenceSchema.safeParse({ patientId, ...told })
    if (!presence.success) throw new AppError("not_found", "There is nothing at this address.")
    await tellAtConversation(ctx, presence.data)
    return { ok: true }
  },
)

function jsonOf(text: string | null): object | null {
  try {
    return JSON.parse(text ?? "null")
  } catch {
    return null
  }
}

import { attentionPreview } from "@/lib/attention/queries"
import { attentionPreviewSchema } from "@/lib/attention/schema"
import { staffHandler } from "@/lib/auth/handler"
import { readCapped } from "@/lib/capped-body"
import { AppError } from "@/lib/errors"

const MAX_BODY_BYTES = 4 * 1024

/** A read: what rules would change that are not saved. */
export const POST = staffHandler("settings.manage", async (ctx, request) => {
  const asked = attentionPreviewSchema.safeParse(await jsonOf(request))
  if (!asked.success) {
    const issue = asked.error.issues[0]
    throw new AppError("invalid", issue?.message ?? "These rules cannot be read.")
  }
  return attentionPreview(ctx, asked.data.settings, Date.now())
})

async function jsonOf(request: Request): Promise<unknown> {
  try {
    return JSON.parse((await readCapped(request, MAX_BODY_BYTES)) ?? "null")
  } catch {
    return null
  }
}

import { staffHandler } from "@/lib/auth/handler"
import { MOST_RECIPIENTS } from "@/lib/batches/limits"
import { readJson } from "@/lib/capped-body"
import { AppError } from "@/lib/errors"
import { countPatients } from "@/lib/patients/queries"
import { wantedPatientsSchema } from "@/lib/patients/schema"

const MAX_BODY_BYTES = 32 * 1024

/** How many a text to all that match would go to, counted as far as one text may go. */
export const POST = staffHandler("patients.read", async (ctx, request) => {
  const asked = wantedPatientsSchema.safeParse(await readJson(request, MAX_BODY_BYTES))
  if (!asked.success) {
    throw new AppError("invalid", "This list cannot be asked for like this. Reload the page.")
  }
  return countPatients(ctx, asked.data, { most: MOST_RECIPIENTS, now: Date.now() })
})

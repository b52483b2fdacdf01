import { staffHandler } from "@/lib/auth/handler"
import { readJson } from "@/lib/capped-body"
import { AppError } from "@/lib/errors"
import { patientsPage } from "@/lib/patients/queries"
import { patientsPageSchema } from "@/lib/patients/schema"

const MAX_BODY_BYTES = 32 * 1024

/** A read; posted because what is searched for must not stand in an address. */
export const POST = staffHandler("patients.read", async (ctx, request) => {
  const asked = patientsPageSchema.safeParse(await readJson(request, MAX_BODY_BYTES))
  if (!asked.success) {
    throw new AppError("invalid", "This list cannot be asked for like this. Reload the page.")
  }
  return patientsPage(ctx, asked.data, Date.now())
})

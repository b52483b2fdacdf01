import "server-only"
import { eq } from "drizzle-orm"
import { patients, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { publish } from "@/lib/live/publish"
import { personName } from "@/lib/patients/person-name"
import type { ConversationPresence } from "./schema"

/**
 * Tells everybody of the organization that this person looks at a patient's conversation, writes in
 * it, or no longer does. Nothing is kept and nothing of the text is told: browsers forget it by
 * themselves. Throws `not_found`.
 */
export async function tellAtConversation(
  ctx: StaffContext,
  { patientId, doing }: ConversationPresence,
): Promise<void> {
  const { organizationId, staffId } = ctx
  const name = await readAs(ctx, async (tx) => {
    const [patient] = await tx
      .select({ id: patients.id })
      .from(patients)
      .where(eq(patients.id, patientId))
    if (!patient) throw new AppError("not_found", "There is nothing at this address.")
    const [person] = await tx.select().from(staff).where(eq(staff.id, staffId))
    return personName(person?.firstName, person?.lastName)
  })
  const presence = {
    ...{ itemId: patientId, staffId, name },
    ...{ isLooking: doing !== "gone", isWriting: doing === "writing" },
  }
  publish([{ organizationId, topic: "presence", patientId: null, presence }])
}

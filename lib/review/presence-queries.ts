import "server-only"
import { eq } from "drizzle-orm"
import type { z } from "zod"
import { messages, replies, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { publish } from "@/lib/live/publish"
import { personName } from "@/lib/patients/person-name"
import type { presenceSchema } from "./schema"

/**
 * Tells everybody of the organization that this person looks at an item of Review, or no longer.
 * Nothing is kept: browsers forget it by themselves. Throws `not_found`.
 */
export async function tellPresence(
  ctx: StaffContext,
  { itemKind, itemId, isLooking }: z.output<typeof presenceSchema>,
): Promise<void> {
  const { organizationId, staffId } = ctx
  const name = await readAs(ctx, async (tx) => {
    const [item] =
      itemKind === "reply"
        ? await tx.select({ state: replies.state }).from(replies).where(eq(replies.id, itemId))
        : await tx.select({ state: messages.state }).from(messages).where(eq(messages.id, itemId))
    const isHidden = item?.state === "quarantined" && !can(ctx.role, "review.quarantine")
    if (!item || isHidden) throw new AppError("not_found", "There is nothing at this address.")
    const [person] = await tx.select().from(staff).where(eq(staff.id, staffId))
    return personName(person?.firstName, person?.lastName)
  })
  const presence = { itemId, staffId, name, isLooking }
  publish([{ organizationId, topic: "presence", patientId: null, presence }])
}

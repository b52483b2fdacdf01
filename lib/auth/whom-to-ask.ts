import "server-only"
import { and, asc, eq, isNull } from "drizzle-orm"
import { cookies } from "next/headers"
import { organizations, staff } from "@/db/schema"
import { newId } from "@/lib/id"
import { personName } from "@/lib/patients/person-name"
import type { Instant } from "@/lib/time"
import { mintSystemContext } from "./context"
import { refusedIn } from "./sign-in-cookies"
import { readAs } from "./unit-of-work"

const MOST_NAMES = 8

export type WhomToAsk = {
  organization: string
  person: string
  template: string | null
  admins: { id: string; name: string }[]
  /** A role was given meanwhile: signing in again is all it takes. */
  hasRole: boolean
}

/**
 * Whom somebody may ask for a role whom BioT let in a moment ago; null for everybody else. Patients
 * never come here: they are refused before anything is kept of them.
 */
export async function whomToAsk(now: Instant): Promise<WhomToAsk | null> {
  const refused = refusedIn(await cookies(), now)
  if (!refused) return null
  const ctx = mintSystemContext(refused.organizationId, "whom-to-ask", newId())
  return readAs(ctx, async (tx) => {
    const [organization] = await tx.select({ name: organizations.name }).from(organizations)
    const [person] = await tx.select().from(staff).where(eq(staff.id, refused.staffId))
    if (!organization || !person?.isEnabled || person.deletedAt !== null) return null
    const admins = await tx
      .select({ id: staff.id, firstName: staff.firstName, lastName: staff.lastName })
      .from(staff)
      .where(and(eq(staff.role, "admin"), eq(staff.isEnabled, true), isNull(staff.deletedAt)))
      .orderBy(asc(staff.lastName), asc(staff.firstName))
      .limit(MOST_NAMES)
    const names = admins.filter(({ firstName, lastName }) => firstName ?? lastName)
    return {
      organization: organization.name,
      person: personName(person.firstName, person.lastName),
      template: person.templateName,
      admins: names.map(({ id, firstName, lastName }) => ({
        id,
        name: personName(firstName, lastName),
      })),
      hasRole: person.role !== null,
    }
  })
}

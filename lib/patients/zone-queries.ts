import "server-only"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"

/** The organization's IANA zone, in which times that are no patient's are told. */
export async function organizationZoneOf(ctx: StaffContext): Promise<string> {
  return readAs(ctx, async (tx) => {
    const [home] = await tx.select({ timeZone: organizations.timeZone }).from(organizations)
    return home?.timeZone ?? "UTC"
  })
}

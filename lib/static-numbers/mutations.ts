import "server-only"
import { and, eq, isNotNull } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, staticNumbers } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { type Work, writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import type { StaticCountries } from "@/lib/patients/reach"
import { staticCountries } from "./queries"
import { readStaticNumber } from "./read-number"
import { renewReach } from "./renew-reach"
import {
  type EnterStaticNumber,
  enterStaticNumberSchema,
  type RemoveStaticNumber,
  removeStaticNumberSchema,
} from "./schema"

export type EnteredNumber = { country: string; phone: string | null }

/**
 * Enters the organization's number of a country, or puts another in its place. Throws `invalid`
 * (with the field), `conflict` (it is no longer as `seen`), `forbidden`.
 */
export async function enterStaticNumber(
  ctx: StaffContext,
  input: EnterStaticNumber,
): Promise<EnteredNumber> {
  const { country, phone: typed, seen } = enterStaticNumberSchema.parse(input)
  const read = readStaticNumber(country, typed)
  if (!read.ok) throw new AppError("invalid", read.sentence, { field: read.field })
  const { phone } = read
  return change(ctx, { country, seen }, async (tx, work) => {
    await takeBack(tx, country)
    const entered = { enteredAt: Date.now(), enteredBy: ctx.staffId }
    await tx
      .insert(staticNumbers)
      .values({ organizationId: ctx.organizationId, country, phone, ...entered })
      .onConflictDoUpdate({
        target: [staticNumbers.organizationId, staticNumbers.country, staticNumbers.phone],
        set: entered,
      })
    await work.audit(entryOf(country, seen === null ? "entered" : "changed"))
    return { country, phone }
  })
}

/** Takes the entered number of a country back; what replies taught stays. Throws as the other. */
export async function removeStaticNumber(
  ctx: StaffContext,
  input: RemoveStaticNumber,
): Promise<EnteredNumber> {
  const { country, seen } = removeStaticNumberSchema.parse(input)
  return change(ctx, { country, seen }, async (tx, work) => {
    if (seen === null || !(await takeBack(tx, country))) {
      throw new AppError("not_found", "No number was entered for this country.")
    }
    await work.audit(entryOf(country, "removed"))
    return { country, phone: null }
  })
}

async function change<T>(
  ctx: StaffContext,
  { country, seen }: { country: string; seen: string | null },
  write: (tx: Transaction, work: Work) => Promise<T>,
): Promise<T> {
  let before: StaticCountries | undefined
  const result = await writeAs(ctx, "settings.manage", async (tx, work) => {
    // Two admins at once take turns; what refers to the organization meanwhile is not held up.
    await tx.select({ id: organizations.id }).from(organizations).for("no key update")
    const [entered] = await tx
      .select({ phone: staticNumbers.phone })
      .from(staticNumbers)
      .where(and(eq(staticNumbers.country, country), isNotNull(staticNumbers.enteredAt)))
    if ((entered?.phone ?? null) !== seen) {
      throw new AppError(
        "conflict",
        "Somebody changed this country's number meanwhile. Nothing was changed; look at it again.",
      )
    }
    before = await staticCountries(tx)
    work.publish("settings")
    return write(tx, work)
  })
  if (before) await renewReach(ctx.organizationId, before)
  return result
}

/** Whether there was one. The application may delete none: the row keeps what was learnt. */
async function takeBack(tx: Transaction, country: string): Promise<boolean> {
  const taken = await tx
    .update(staticNumbers)
    .set({ enteredAt: null, enteredBy: null })
    .where(and(eq(staticNumbers.country, country), isNotNull(staticNumbers.enteredAt)))
    .returning({ phone: staticNumbers.phone })
  return taken.length > 0
}

const entryOf = (country: string, what: "entered" | "changed" | "removed") => ({
  verb: `static_number.${what}`,
  subjectKind: "static_number",
  subjectId: country,
})

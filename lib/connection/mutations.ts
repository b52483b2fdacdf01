import "server-only"
import { and, eq, ne } from "drizzle-orm"
import type { z } from "zod"
import type { PersonKind } from "@/db/enums"
import { organizations } from "@/db/schema"
import { mintSystemContext, type StaffContext } from "@/lib/auth/context"
import { asSystem, writeAs } from "@/lib/auth/unit-of-work"
import { BiotError } from "@/lib/biot/error"
import {
  type RegistrationStep,
  registerPeople,
  registerPlugin,
  unregister,
} from "@/lib/biot/subscriptions"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { subscriptionsSchema } from "./schema"

type Input = z.input<typeof subscriptionsSchema>

/**
 * Has BioT call this portal for texts of people of `kinds` and for changes to them; safe to repeat.
 * Throws `forbidden`, and `unavailable` where BioT does not do it.
 */
export async function registerSubscriptions(
  ctx: StaffContext,
  input: Input,
): Promise<RegistrationStep[]> {
  const { kinds } = subscriptionsSchema.parse(input)
  return recorded(ctx, "subscriptions.registered", kinds, async () => {
    const { PUBLIC_URL, PLUGIN_SECRET } = env()
    return [
      ...(await registerPlugin(PUBLIC_URL, PLUGIN_SECRET, kinds)),
      ...(await registerPeople(PUBLIC_URL, PLUGIN_SECRET, kinds)),
    ]
  })
}

/** Ends BioT's calls about people of `kinds`: their replies are lost from then on. Throws as above. */
export async function removeSubscriptions(
  ctx: StaffContext,
  input: Input,
): Promise<RegistrationStep[]> {
  const { kinds } = subscriptionsSchema.parse(input)
  return recorded(ctx, "subscriptions.removed", kinds, () => unregister(env().PUBLIC_URL, kinds))
}

/**
 * The change happens at BioT and for every organization of the portal: each has it on record, who
 * asked before and what came of it after.
 */
async function recorded(
  ctx: StaffContext,
  verb: string,
  kinds: readonly PersonKind[],
  change: () => Promise<RegistrationStep[]>,
): Promise<RegistrationStep[]> {
  const others = await otherOrganizations(ctx.organizationId)
  const record = async (suffix: string, details: Record<string, unknown>) => {
    const subject = { subjectKind: "biot", subjectId: "subscriptions" }
    const entry = { ...subject, verb: `${verb}${suffix}`, details: { kinds, ...details } }
    await writeAs(ctx, "settings.manage", (_tx, { audit }) => audit(entry))
    for (const id of others) {
      const theirs = mintSystemContext(id, "subscriptions", ctx.traceId)
      await writeAs(theirs, "connection.record", (_tx, { audit }) => audit(entry))
    }
  }
  await record(".asked", {})
  try {
    const steps = await change()
    await record("", { outcomes: steps.map(({ outcome }) => outcome) })
    return steps
  } catch (error) {
    if (!(error instanceof BiotError)) throw error
    await record(".refused", { code: error.code ?? error.kind })
    throw new AppError(
      "unavailable",
      error.kind === "refused"
        ? "BioT refused this: the service user may lack the permission to manage subscriptions. Some may have changed; check again."
        : "BioT did not answer. Some may have changed; check again. It is safe to repeat.",
    )
  }
}

async function otherOrganizations(own: string): Promise<string[]> {
  const isOther = and(ne(organizations.id, own), eq(organizations.isActive, true))
  const rows = await asSystem((tx) =>
    tx.select({ id: organizations.id }).from(organizations).where(isOther),
  )
  return rows.map(({ id }) => id)
}

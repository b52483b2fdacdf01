import "server-only"
import type { z } from "zod"
import type { PersonKind } from "@/db/enums"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
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

/** The change happens at BioT: who asked for it is on record before, what came of it after. */
async function recorded(
  ctx: StaffContext,
  verb: string,
  kinds: readonly PersonKind[],
  change: () => Promise<RegistrationStep[]>,
): Promise<RegistrationStep[]> {
  const record = (suffix: string, details: Record<string, unknown>) =>
    writeAs(ctx, "settings.manage", (_tx, { audit }) =>
      audit({
        ...{ verb: `${verb}${suffix}`, subjectKind: "biot", subjectId: "subscriptions" },
        details: { kinds, ...details },
      }),
    )
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

import "server-only"
import { sql } from "drizzle-orm"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { attentionRules } from "./attention-settings"
import { type AttentionRules, attentionKey } from "./rules"
import { type ChangeAttention, changeAttentionSchema } from "./schema"

/**
 * Puts other rules of attention in force. Whose summary is renewed from now on is assessed by them,
 * and the worker renews everybody's within a minute or two. Throws `conflict` when what is in force
 * is not what was `seen`, `invalid`, `forbidden`.
 */
export async function changeAttention(
  ctx: StaffContext,
  input: ChangeAttention,
): Promise<AttentionRules> {
  const { seen, settings } = changeAttentionSchema.parse(input)
  return writeAs(ctx, "settings.manage", async (tx, { audit }) => {
    const [home] = await tx
      .select({ attention: sql<unknown>`${organizations.settings} -> 'attention'` })
      .from(organizations)
      .for("no key update")
    const current = attentionRules(home?.attention)
    if (attentionKey(current) !== attentionKey(seen)) {
      throw new AppError(
        "conflict",
        "Somebody changed these settings meanwhile. Nothing was changed; reload to see them.",
      )
    }
    const attention = { ...settings, changedAt: Date.now() }
    await tx.update(organizations).set({
      settings: sql`coalesce(settings, '{}') || ${JSON.stringify({ attention })}::jsonb`,
    })
    await audit({
      verb: "attention.settings_changed",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { from: current, to: settings },
    })
    return settings
  })
}

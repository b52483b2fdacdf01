import "server-only"
import { desc, eq, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, templates, templateVersions } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { hasVariable } from "@/lib/messages/template"
import { type ChangeSending, changeSendingSchema } from "./schema"
import { choicesKey, type SendingChoices, sendingChoices } from "./sending"

/**
 * Puts other rules of sending in force, from the next text on; doses that are planned keep their
 * windows. Throws `conflict` when what is in force is not what was `seen`, and for forbidding
 * medicines that a template still names (field `settings.namesMedicines`).
 */
export async function changeSending(
  ctx: StaffContext,
  input: ChangeSending,
): Promise<SendingChoices> {
  const { seen, settings } = changeSendingSchema.parse(input)
  return writeAs(ctx, "settings.manage", async (tx, { audit, publish }) => {
    const [home] = await tx
      .select({ settings: organizations.settings })
      .from(organizations)
      .for("no key update")
    const current = sendingChoices(sendingSettings(home?.settings))
    if (choicesKey(current) !== choicesKey(seen)) {
      throw new AppError(
        "conflict",
        "Somebody changed these settings meanwhile. Nothing was changed; reload to see them.",
      )
    }
    if (!settings.namesMedicines) await refuseIfNamed(tx)
    // Merged: `settings` also holds what others decide, such as the roles.
    await tx.update(organizations).set({
      settings: sql`coalesce(settings, '{}') || ${JSON.stringify(settings)}::jsonb`,
    })
    await audit({
      verb: "sending.settings_changed",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: {
        from: codesOf(current),
        to: codesOf(settings),
        isWordingChanged: current.consentWording !== settings.consentWording,
      },
    })
    publish("settings")
    return settings
  })
}

/** A template that names the medicine would be sent to nobody any more. */
async function refuseIfNamed(tx: Transaction): Promise<void> {
  const current = await tx
    .selectDistinctOn([templates.id], { body: templateVersions.body })
    .from(templates)
    .innerJoin(templateVersions, eq(templateVersions.templateId, templates.id))
    .where(isNull(templates.archivedAt))
    .orderBy(templates.id, desc(templateVersions.version))
  const naming = current.filter(({ body }) => hasVariable(body, "medicine")).length
  if (naming === 0) return
  const which = naming === 1 ? "1 template names" : `${naming} templates name`
  throw new AppError(
    "conflict",
    `${which} the medicine and could no longer be sent. Take {medicine} out of it first, in Templates.`,
    { field: "settings.namesMedicines" },
  )
}

function codesOf({ consentWording: _, ...codes }: SendingChoices) {
  return codes
}

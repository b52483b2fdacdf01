import "server-only"
import { sql } from "drizzle-orm"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { BUILT_IN_ANSWERS } from "@/lib/replies/answer-text"
import { SHIPPED_CODES } from "@/lib/replies/languages/registry"
import { type ReplySettings, replySettingsKey } from "@/lib/replies/reply-rules"
import { replySettings } from "@/lib/replies/reply-settings"
import { type ChangeReplies, changeRepliesSchema } from "./schema"

/**
 * Puts other rules of replies in force, from the next reply on: the languages that are read, the
 * targets of safety tasks and the automatic answer. Throws `conflict` when what is in force is not
 * what was `seen`.
 */
export async function changeReplies(
  ctx: StaffContext,
  input: ChangeReplies,
): Promise<ReplySettings> {
  const { seen, settings } = changeRepliesSchema.parse(input)
  return writeAs(ctx, "settings.manage", async (tx, { audit, publish }) => {
    const [home] = await tx
      .select({ settings: organizations.settings })
      .from(organizations)
      .for("no key update")
    const current = replySettings(home?.settings)
    if (replySettingsKey(current) !== replySettingsKey(seen)) {
      throw new AppError(
        "conflict",
        "Somebody changed these settings meanwhile. Nothing was changed; reload to see them.",
      )
    }
    const kept = keptOf(settings)
    await tx.update(organizations).set({
      settings: sql`coalesce(settings, '{}') || ${JSON.stringify(kept)}::jsonb`,
    })
    const next = replySettings(kept)
    await audit({
      verb: "replies.settings_changed",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { from: codesOf(current), to: codesOf(next), changed: changedWords(current, next) },
    })
    publish("tasks")
    publish("settings")
    return next
  })
}

/** Whoever reads every language reads those that ship later too; built-in texts stay built in. */
function keptOf({ replyLanguages, safetyTargets, safetyAnswer }: ReplySettings) {
  const isAll = SHIPPED_CODES.every((code) => code === "en" || replyLanguages.includes(code))
  const texts = Object.entries(safetyAnswer.texts).filter(
    ([code, text]) => text !== BUILT_IN_ANSWERS[code],
  )
  return {
    replyLanguages: isAll ? null : replyLanguages,
    safetyTargets,
    safetyAnswer: { ...safetyAnswer, texts: Object.fromEntries(texts) },
  }
}

function codesOf({ replyLanguages, safetyTargets, safetyAnswer }: ReplySettings) {
  return { replyLanguages, safetyTargets, isAnswering: safetyAnswer.isOn }
}

/** What the audit says of words and numbers: that they changed. */
function changedWords(from: ReplySettings, to: ReplySettings): string[] {
  const [before, after] = [from.safetyAnswer, to.safetyAnswer]
  const languages = SHIPPED_CODES.filter((code) => before.texts[code] !== after.texts[code])
  const number = before.emergencyNumber === after.emergencyNumber ? [] : ["emergency_number"]
  return [...number, ...languages.map((code) => `text:${code}`)]
}

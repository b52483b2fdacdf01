import { z } from "zod"
import { LEAST_DROP, NEED_RULES } from "@/lib/patients/need"
import { type AttentionRules, DEFAULT_ATTENTION, LONGEST_COOL_DOWN_DAYS } from "./rules"

const { numbers, coolDownDays } = DEFAULT_ATTENTION

const whole = (least: number, most: number) =>
  z
    .int("Give a whole number.")
    .min(least, `Give ${least} or more.`)
    .max(most, `${most} is the most.`)
const days = whole(1, LONGEST_COOL_DOWN_DAYS)

/** What an admin may choose, each number within what the rule can be read with. */
export const attentionChoices = z.object({
  numbers: z.object({
    gapDoses: whole(1, 30),
    lowPercent: whole(1, 100),
    lowDoses: whole(3, 50),
    dropPoints: whole(LEAST_DROP, 100),
    silentDoses: whole(1, 30),
    answeredWellPercent: whole(1, 100),
    answeredWellDoses: whole(3, 50),
  }),
  off: z
    .array(z.enum(NEED_RULES))
    .refine((off) => !off.includes("safety"), "Safety words are always listed."),
  coolDownDays: z.object({
    double_dose: days,
    not_taken: days,
    unreachable: days,
    gone_silent: days,
    gap: days,
    drop: days,
    low_week: days,
  }),
})

const kept = z.object({
  numbers: attentionChoices.shape.numbers.catch(numbers).default(numbers),
  off: attentionChoices.shape.off.catch([]).default([]),
  coolDownDays: attentionChoices.shape.coolDownDays.catch(coolDownDays).default(coolDownDays),
  changedAt: z.number().nullable().catch(null).default(null),
})

/** What an organization's `settings.attention` says; the defaults where it says nothing. */
export function attentionRules(attention: unknown): AttentionRules {
  if (attention === null || attention === undefined) return DEFAULT_ATTENTION
  const { changedAt: _, ...rules } = keptOf(attention)
  return rules
}

/** When an admin last changed the rules, in epoch milliseconds: what was derived before is stale. */
export function attentionChangedAt(settings: unknown): number | null {
  const parsed = z.object({ attention: z.unknown() }).safeParse(settings)
  return parsed.success && parsed.data.attention ? keptOf(parsed.data.attention).changedAt : null
}

function keptOf(attention: unknown) {
  const parsed = kept.safeParse(attention)
  return parsed.success ? parsed.data : kept.parse({})
}

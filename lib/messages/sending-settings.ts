import { z } from "zod"
import { localTimeSchema, windowOverridesSchema } from "@/lib/regimens/schedule"

/** What the schedule does by itself; `nudgeAfterMinutes` null sends no nudges. */
const scheduleSettings = z.object({
  isOn: z.boolean(),
  nudgeAfterMinutes: z.int().min(30).max(60).nullable(),
})
const SCHEDULE_DEFAULTS: z.infer<typeof scheduleSettings> = { isOn: true, nudgeAfterMinutes: 45 }

export const DEFAULT_CONSENT_WORDING =
  "I agree that my care team sends me text messages about my medication and reads my answers. I can stop them at any time by answering STOP. My phone company may charge for texts."
export const LONGEST_CONSENT_WORDING = 1_000

const schema = z.object({
  windows: windowOverridesSchema.optional().catch(undefined),
  /** Texts go out from `from` to `to`, patient-local. */
  quietHours: z
    .object({ from: localTimeSchema, to: localTimeSchema })
    .catch({ from: "08:00", to: "21:00" })
    .default({ from: "08:00", to: "21:00" }),
  dailyCap: z.int().min(1).max(50).catch(6).default(6),
  schedule: scheduleSettings.catch(SCHEDULE_DEFAULTS).default(SCHEDULE_DEFAULTS),
  /** Whether a text may name the medicine. */
  namesMedicines: z.boolean().catch(false).default(false),
  /** What is read or shown to a patient who agrees to texts. */
  consentWording: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_CONSENT_WORDING)
    .catch(DEFAULT_CONSENT_WORDING)
    .default(DEFAULT_CONSENT_WORDING),
})
export type SendingSettings = z.infer<typeof schema>

/** What an organization's `settings` say about sending; the defaults of design 5-sending elsewhere. */
export function sendingSettings(settings: unknown): SendingSettings {
  const parsed = schema.safeParse(settings ?? {})
  return parsed.success ? parsed.data : schema.parse({})
}

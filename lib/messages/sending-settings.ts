import { z } from "zod"
import { localTimeSchema, windowOverridesSchema } from "@/lib/regimens/schedule"

const schema = z.object({
  windows: windowOverridesSchema.optional().catch(undefined),
  /** Texts go out from `from` to `to`, patient-local. */
  quietHours: z
    .object({ from: localTimeSchema, to: localTimeSchema })
    .catch({ from: "08:00", to: "21:00" })
    .default({ from: "08:00", to: "21:00" }),
  dailyCap: z.int().min(1).max(50).catch(6).default(6),
})
export type SendingSettings = z.infer<typeof schema>

/** What an organization's `settings` say about sending; the defaults of design 5-sending elsewhere. */
export function sendingSettings(settings: unknown): SendingSettings {
  const parsed = schema.safeParse(settings ?? {})
  return parsed.success ? parsed.data : schema.parse({})
}

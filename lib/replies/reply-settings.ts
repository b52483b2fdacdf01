import { z } from "zod"
import { replyLanguagesOf } from "./reply-languages"
import {
  DEFAULT_TARGETS,
  LONGEST_ANSWER,
  type ReplySettings,
  type SafetyAnswer,
} from "./reply-rules"

const answerSchema = z.object({
  isOn: z.boolean(),
  emergencyNumber: z.string().trim().max(30),
  texts: z.record(z.string(), z.string().trim().min(1).max(LONGEST_ANSWER)),
})
const NO_ANSWER: SafetyAnswer = { isOn: false, emergencyNumber: "", texts: {} }

const minutes = z.int().min(1)
const schema = z.object({
  replyLanguages: z.unknown().optional(),
  safetyTargets: z
    .object({ emergencyMinutes: minutes, urgentMinutes: minutes })
    .catch(DEFAULT_TARGETS)
    .default(DEFAULT_TARGETS),
  safetyAnswer: answerSchema.catch(NO_ANSWER).default(NO_ANSWER),
})

/** What an organization's `settings` say about replies; the defaults where they say nothing. */
export function replySettings(settings: unknown): ReplySettings {
  const parsed = schema.safeParse(settings ?? {})
  const known = parsed.success ? parsed.data : schema.parse({})
  return { ...known, replyLanguages: replyLanguagesOf(known.replyLanguages) }
}

import type { SafetyTargets } from "@/lib/tasks/safety-timer"

export const DEFAULT_TARGETS: SafetyTargets = { emergencyMinutes: 15, urgentMinutes: 60 }
export const LONGEST_ANSWER = 600

/** `texts` by language; what is not there has the built-in text. `{emergency}` is the number. */
export type SafetyAnswer = {
  isOn: boolean
  emergencyNumber: string
  texts: Record<string, string>
}

/** What an organization decides about replies; nothing of it is left open. */
export type ReplySettings = {
  /** Codes, English always among them. */
  replyLanguages: readonly string[]
  safetyTargets: SafetyTargets
  safetyAnswer: SafetyAnswer
}

/** Two are the same if their keys are; the order of languages and fields does not count. */
export function replySettingsKey({
  replyLanguages,
  safetyTargets: { emergencyMinutes, urgentMinutes },
  safetyAnswer: { isOn, emergencyNumber, texts },
}: ReplySettings): string {
  const ordered = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    [...replyLanguages].sort(),
    [emergencyMinutes, urgentMinutes],
    [isOn, emergencyNumber, ordered],
  ])
}

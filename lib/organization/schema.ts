import { z } from "zod"
import { LONGEST_CONSENT_WORDING } from "@/lib/messages/sending-settings"
import { localTimeSchema } from "@/lib/regimens/schedule"
import { refuseAnswer } from "@/lib/replies/answer-text"
import { SHIPPED_CODES } from "@/lib/replies/languages/registry"
import { LONGEST_ANSWER } from "@/lib/replies/reply-rules"

const DAY_MINUTES = 24 * 60

const minutes = (least: number) =>
  z
    .int("Give whole minutes.")
    .min(least, least === 0 ? "Give 0 minutes or more." : "Give 1 minute or more.")
    .max(DAY_MINUTES, "A day, 1440 minutes, is the most.")

const choices = z.object({
  windows: z.object({
    opensBeforeMinutes: minutes(0),
    onTimeMinutes: minutes(1),
    closesAfterMinutes: minutes(1),
  }),
  quietHours: z.object({ from: localTimeSchema, to: localTimeSchema }),
  dailyCap: z
    .int("Give a whole number.")
    .min(1, "Give at least 1 text a day.")
    .max(50, "50 texts a day are the most."),
  schedule: z.object({
    isOn: z.boolean(),
    nudgeAfterMinutes: z
      .int("Give whole minutes.")
      .min(30, "A nudge comes after 30 minutes at the earliest.")
      .max(60, "A nudge comes after 60 minutes at the latest.")
      .nullable(),
  }),
  namesMedicines: z.boolean(),
  consentWording: z
    .string()
    .trim()
    .min(1, "Write what patients agree to.")
    .max(LONGEST_CONSENT_WORDING, `Use ${LONGEST_CONSENT_WORDING} characters at most.`),
})

/** `seen` is what the admin had on the screen: anything else in force is a conflict. */
export const changeSendingSchema = z.object({
  seen: choices,
  settings: choices
    .refine(({ windows }) => windows.onTimeMinutes <= windows.closesAfterMinutes, {
      path: ["windows", "onTimeMinutes"],
      message: "A dose cannot be on time after its window has closed.",
    })
    .refine(
      ({ windows, schedule }) =>
        schedule.nudgeAfterMinutes === null ||
        schedule.nudgeAfterMinutes < windows.closesAfterMinutes,
      {
        path: ["schedule", "nudgeAfterMinutes"],
        message: "The window would be closed before the nudge goes out.",
      },
    ),
})
export type ChangeSending = z.input<typeof changeSendingSchema>

const targetMinutes = z
  .int("Give whole minutes.")
  .min(1, "Give 1 minute or more.")
  .max(DAY_MINUTES, "A day, 1440 minutes, is the most.")
const language = z
  .string()
  .refine((code) => SHIPPED_CODES.includes(code), "There is no such language.")

const replyRules = z.object({
  replyLanguages: z.array(language),
  safetyTargets: z.object({ emergencyMinutes: targetMinutes, urgentMinutes: targetMinutes }),
  safetyAnswer: z.object({
    isOn: z.boolean(),
    emergencyNumber: z
      .string()
      .trim()
      .regex(
        /^(?:[+\d][\d +/()-]{1,15})?$/,
        "Give a number as people dial it, such as 112 or 911.",
      ),
    texts: z.record(
      language,
      z.string().trim().max(LONGEST_ANSWER, `Use ${LONGEST_ANSWER} characters at most.`),
    ),
  }),
})

/** `seen` is what the admin had on the screen: anything else in force is a conflict. */
export const changeRepliesSchema = z.object({
  seen: replyRules,
  settings: replyRules
    .refine(({ safetyAnswer }) => !safetyAnswer.isOn || safetyAnswer.emergencyNumber !== "", {
      path: ["safetyAnswer", "emergencyNumber"],
      message: "Give the number that patients in danger are to call.",
    })
    .refine(({ safetyTargets }) => safetyTargets.emergencyMinutes <= safetyTargets.urgentMinutes, {
      path: ["safetyTargets", "emergencyMinutes"],
      message: "An emergency cannot wait longer than what is urgent.",
    })
    .superRefine(({ safetyAnswer: { texts, emergencyNumber } }, { addIssue }) => {
      for (const [code, text] of Object.entries(texts)) {
        const message = refuseAnswer(text, emergencyNumber || "112")
        const path = ["safetyAnswer", "texts", code]
        if (message) addIssue({ code: "custom", path, message })
      }
    }),
})
export type ChangeReplies = z.input<typeof changeRepliesSchema>

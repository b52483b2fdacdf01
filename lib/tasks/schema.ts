import { z } from "zod"
import { TASK_OUTCOMES } from "@/db/enums"
import { needsReason } from "./settle"

const SHORTEST_REASON = 3
const text = z.string().trim().max(300, "Keep it under 300 characters.")

/** `seenOwnerId` is who had the task on the screen of whoever takes it. */
export const takeTaskSchema = z.strictObject({
  taskId: z.uuid(),
  seenOwnerId: z.uuid().nullable(),
})
export type TakeTask = z.input<typeof takeTaskSchema>

const settled = z.object({
  taskId: z.uuid(),
  outcome: z.enum(TASK_OUTCOMES, "Choose how it ended."),
  reason: text.default(""),
  /** Those of the task that the outcome speaks of. */
  doseIds: z.array(z.uuid()).max(100),
})

const isExplained = ({ outcome, reason }: z.output<typeof settled>) =>
  !needsReason(outcome) || reason.length >= SHORTEST_REASON
const UNEXPLAINED = {
  path: ["reason"],
  message: "Say why, in a few words: whoever reads the timeline later will ask.",
}

/** `takenAt` in epoch milliseconds, of one dose alone; null when nobody knows the time. */
export const closeTaskSchema = settled
  .extend({ takenAt: z.int().nullable().default(null) })
  .refine(isExplained, UNEXPLAINED)
export type CloseTask = z.input<typeof closeTaskSchema>

/** `closeTaskSchema` with the time as it was typed, on the patient's calendar. */
export const settleTaskSchema = settled
  .extend({
    takenOn: z
      .object({ date: z.iso.date(), time: z.string().max(5), zone: z.string().max(60) })
      .nullable(),
  })
  .refine(isExplained, UNEXPLAINED)
export type SettleTask = z.input<typeof settleTaskSchema>

/** `taskId` is made by the form, so that a double click opens one. */
export const openTaskSchema = z.object({
  taskId: z.uuid(),
  patientId: z.uuid(),
  note: text.min(SHORTEST_REASON, "Say what is to be done, in a few words."),
})
export type OpenTask = z.input<typeof openTaskSchema>

/** `seen` is who had the follow-up on the screen of whoever gives it away; null: nobody. */
export const assignTaskSchema = z.strictObject({
  taskId: z.uuid(),
  assigneeId: z.uuid().nullable(),
  seen: z.uuid().nullable(),
})
export type AssignTask = z.input<typeof assignTaskSchema>

/**
 * `due` is a day and time on the organization's calendar, or the end of its next working day; `seen`
 * is what stood on the screen, in epoch milliseconds.
 */
export const changeTaskDueSchema = z.strictObject({
  taskId: z.uuid(),
  due: z.union(
    [
      z.literal("next_working_day"),
      z.strictObject({ date: z.iso.date(), time: z.iso.time({ precision: -1 }) }),
    ],
    "Give a day and a time.",
  ),
  seen: z.number().nullable(),
})
export type ChangeTaskDue = z.input<typeof changeTaskDueSchema>

/** `seenOwnerId` is who had the task on the screen of whoever takes it; null: nobody. */
export const acknowledgeTaskSchema = z.strictObject({
  taskId: z.uuid(),
  seenOwnerId: z.uuid().nullable().default(null),
})
export type AcknowledgeTask = z.input<typeof acknowledgeTaskSchema>

export const addTaskNoteSchema = z.strictObject({
  taskId: z.uuid(),
  note: text.min(SHORTEST_REASON, "Write a few words."),
})
export type AddTaskNote = z.input<typeof addTaskNoteSchema>

export const closeSafetyTaskSchema = z.strictObject({
  taskId: z.uuid(),
  note: text.min(SHORTEST_REASON, "Say what was done, in a few words: others will ask."),
})
export type CloseSafetyTask = z.input<typeof closeSafetyTaskSchema>

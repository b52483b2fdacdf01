import { scheduleWords, type ToldSchedule } from "./words"

/** What an edit changed of what is told of a schedule. */
export type ScheduleChange =
  | { kind: "dose"; from: string; to: string }
  | { kind: "schedule"; from: ToldSchedule; to: ToldSchedule }
  | { kind: "remindersOn" | "remindersOff" | "windows" }

/** None when nothing that is told differs. */
export function scheduleChanges(from: ToldSchedule, to: ToldSchedule): ScheduleChange[] {
  const changes: ScheduleChange[] = []
  if (from.doseText !== to.doseText) {
    changes.push({ kind: "dose", from: from.doseText, to: to.doseText })
  }
  if (scheduleWords(from) !== scheduleWords(to)) changes.push({ kind: "schedule", from, to })
  if (from.isReminding !== to.isReminding) {
    changes.push({ kind: to.isReminding ? "remindersOn" : "remindersOff" })
  }
  if (windows(from) !== windows(to)) changes.push({ kind: "windows" })
  return changes
}

const windows = ({ windows: given = {} }: ToldSchedule) =>
  JSON.stringify(Object.entries(given).sort())

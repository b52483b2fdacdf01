import type { z } from "zod"
import type { LocalDate } from "@/lib/local-date"
import { NO_WEEKDAY } from "./schedule"
import { ENDS_BEFORE_CHANGE, editRegimenSchema, startRegimenSchema } from "./schema"
import type { SeenVersion } from "./versions"
import type { ToldSchedule } from "./words"

/** A schedule as it stands in the editor: everything as it was typed. */
export type RegimenDraft = {
  medication: string
  doseText: string
  slots: { key: string; localTime: string; label: string }[]
  kind: "daily" | "weekdays" | "every" | "cycle"
  weekdays: number[]
  everyDays: string
  daysOn: string
  daysOff: string
  /** The first day: of a new regimen, or of the change. */
  from: LocalDate
  endDate: string
  isReminding: boolean
  /** Minutes; empty: as the organization has it. */
  opensBefore: string
  onTime: string
  closesAfter: string
}

const EMPTY: Omit<RegimenDraft, "from"> = {
  medication: "",
  doseText: "",
  slots: [{ key: "0", localTime: "08:00", label: "" }],
  kind: "daily",
  weekdays: [1, 2, 3, 4, 5],
  everyDays: "2",
  daysOn: "21",
  daysOff: "7",
  endDate: "",
  isReminding: true,
  opensBefore: "",
  onTime: "",
  closesAfter: "",
}

export function emptyDraft(from: LocalDate): RegimenDraft {
  return { ...EMPTY, from }
}

/** The editor as it opens on a schedule that is to change from `from` on. */
export function draftOf(schedule: ToldSchedule, medication: string, from: LocalDate): RegimenDraft {
  const { recurrence, windows = {}, endDate, slots, doseText, isReminding } = schedule
  const isOver = endDate !== null && endDate < from
  const minutes = (given: number | undefined) => (given === undefined ? "" : String(given))
  return {
    ...EMPTY,
    ...{ medication, doseText, isReminding, from, kind: recurrence.kind },
    endDate: isOver ? "" : (endDate ?? ""),
    slots: slots.map(({ localTime, label }, n) => ({
      ...{ key: String(n), localTime, label: label === localTime ? "" : label },
    })),
    ...(recurrence.kind === "weekdays" ? { weekdays: [...recurrence.days] } : {}),
    ...(recurrence.kind === "every" ? { everyDays: String(recurrence.days) } : {}),
    ...(recurrence.kind === "cycle"
      ? { daysOn: String(recurrence.on), daysOff: String(recurrence.off) }
      : {}),
    opensBefore: minutes(windows.opensBeforeMinutes),
    onTime: minutes(windows.onTimeMinutes),
    closesAfter: minutes(windows.closesAfterMinutes),
  }
}

/** The draft as the verbs take it; what was typed wrong is for their schema to refuse. */
export function planOf(draft: RegimenDraft) {
  const windows = {
    opensBeforeMinutes: minutesOf(draft.opensBefore),
    onTimeMinutes: minutesOf(draft.onTime),
    closesAfterMinutes: minutesOf(draft.closesAfter),
  }
  return {
    doseText: draft.doseText,
    slots: draft.slots
      .map(({ localTime, label }) => ({ localTime, label }))
      .sort((a, b) => (a.localTime < b.localTime ? -1 : 1)),
    recurrence: recurrenceOf(draft),
    windows: Object.fromEntries(Object.entries(windows).filter(([, each]) => each !== undefined)),
    endDate: draft.endDate === "" ? null : draft.endDate,
    isReminding: draft.isReminding,
  }
}

/** The draft as its verb takes it, or what is wrong with it; `edited` null: a new regimen. */
export function checkDraft(
  draft: RegimenDraft,
  of: { patientId: string; regimenId: string; edited: { id: string; seen: SeenVersion } | null },
) {
  const plan = planOf(draft)
  if (of.edited) {
    const { id: regimenId, seen } = of.edited
    return editRegimenSchema.safeParse({ regimenId, seen, from: draft.from, ...plan })
  }
  const { patientId, regimenId } = of
  const started = { patientId, regimenId, medication: draft.medication, startDate: draft.from }
  return startRegimenSchema.safeParse({ ...started, ...plan })
}

function recurrenceOf({ kind, weekdays, everyDays, daysOn, daysOff }: RegimenDraft) {
  switch (kind) {
    case "daily":
      return { kind }
    case "weekdays":
      return { kind, days: weekdays.toSorted((a, b) => a - b) }
    case "every":
      return { kind, days: numberOf(everyDays) }
    case "cycle":
      return { kind, on: numberOf(daysOn), off: numberOf(daysOff) }
  }
}

const numberOf = (typed: string) => (typed.trim() === "" ? Number.NaN : Number(typed))
const minutesOf = (typed: string) => (typed.trim() === "" ? undefined : Number(typed))

export type DraftField =
  | "medication"
  | "doseText"
  | "slots"
  | "recurrence"
  | "from"
  | "endDate"
  | "windows"
export type DraftErrors = Partial<Record<DraftField, string>>

export type DraftProblem =
  | "noMedication"
  | "longMedication"
  | "noDose"
  | "longDose"
  | "noTime"
  | "time"
  | "timeTwice"
  | "weekday"
  | "days"
  | "date"
  | "ends"
  | "endsBeforeChange"
  | "minutes"
  | "onTime"

/** What is wrong, beside which field; the first of each. */
export function draftProblems(error: z.ZodError): Partial<Record<DraftField, DraftProblem>> {
  const problems: Partial<Record<DraftField, DraftProblem>> = {}
  for (const issue of error.issues) {
    problems[fieldOf(String(issue.path[0]))] ??= problemOf(issue)
  }
  return problems
}

function problemOf({ path, code, message }: z.core.$ZodIssue): DraftProblem {
  const [field, ...within] = path
  switch (field) {
    case "medication":
      return code === "too_big" ? "longMedication" : "noMedication"
    case "doseText":
      return code === "too_big" ? "longDose" : "noDose"
    case "slots":
      if (within.length > 0) return "time"
      return code === "custom" ? "timeTwice" : "noTime"
    case "recurrence":
      return message === NO_WEEKDAY ? "weekday" : "days"
    case "windows":
      return within.length > 0 ? "minutes" : "onTime"
    case "endDate":
      return message === ENDS_BEFORE_CHANGE ? "endsBeforeChange" : "ends"
    default:
      return "date"
  }
}

/** The field to which the server's word on `path` belongs. */
export function fieldOf(path: string): DraftField {
  const [first = ""] = path.split(".")
  const known: readonly string[] = ["medication", "doseText", "slots", "recurrence", "windows"]
  if (known.includes(first)) return first as DraftField
  return first === "from" || first === "startDate" ? "from" : "endDate"
}

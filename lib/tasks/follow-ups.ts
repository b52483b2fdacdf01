import type { DoseState, TaskCause } from "@/db/enums"
import type { UnreachableReason } from "@/lib/patients/need"
import { DAY_MS, type Instant } from "@/lib/time"

export type FollowUpDose = {
  id: string
  regimenId: string
  dueAt: Instant
  state: DoseState
  /** The patient's own "not taken", of which staff has said nothing since. */
  isRefusal: boolean
}

export type FollowUpTask = {
  id: string
  cause: TaskCause
  doseIds: readonly string[]
  openedAt: Instant
  closedAt: Instant | null
}

/** The days whose doses the rules look at. */
export const LOOKS_BACK_MS = 7 * DAY_MS

/** What the rules look at of one patient: the doses, tasks and reports of the last days. */
export type FollowUpFacts = {
  /** In order of due time; those of an open follow-up also when they are longer ago. */
  doses: readonly FollowUpDose[]
  unreachable: readonly UnreachableReason[]
  /** When a report of the patient's about a dose last came in. */
  lastReportAt: Instant | null
  tasks: readonly FollowUpTask[]
}

export type FollowUpChange =
  | { kind: "open"; cause: TaskCause; doseIds: string[] }
  | { kind: "extend"; taskId: string; doseIds: string[] }
  | { kind: "close"; taskId: string; note: string }

/** So many doses of a regimen in a row without an answer call for a person. */
const SILENT_DOSES = 2
/** What is longer ago is no more to be asked on the phone. */
const SILENT_WITHIN_MS = 2 * DAY_MS
const REFUSED_WITHIN_MS = DAY_MS
/** Who was found unreachable is not put before staff again for so long. */
const UNREACHABLE_AGAIN_MS = 7 * DAY_MS

const REPORTED: readonly DoseState[] = [
  "taken_on_time",
  "taken_late",
  "taken_confirmed",
  "not_taken",
  "conflicting",
]

/**
 * What the rules make of a patient's follow-ups at `now`: which to open, which doses to add to one
 * that is open, and which have become moot. A dose is put before staff once for each cause. Source:
 * design 4-adherence, Needs attention, and 5-sending, By schedule.
 */
export function followUps(facts: FollowUpFacts, now: Instant): FollowUpChange[] {
  const closes = facts.tasks.flatMap((task): FollowUpChange[] => {
    const note = task.closedAt === null ? mootNote(task, facts) : null
    return note === null ? [] : [{ kind: "close", taskId: task.id, note }]
  })
  const moot = new Set(closes.map((change) => change.kind === "close" && change.taskId))
  const tasks = facts.tasks.map((task) => (moot.has(task.id) ? { ...task, closedAt: now } : task))
  const left = { ...facts, tasks }
  return [...closes, ...silenceOf(left, now), ...refusalOf(left, now), ...reachOf(left, now)]
}

function mootNote(task: FollowUpTask, facts: FollowUpFacts): string | null {
  const { cause, doseIds, openedAt } = task
  if (cause === "unreachable") {
    return facts.unreachable.length === 0 ? "The patient can be reached by text again." : null
  }
  if (cause !== "no_response" && cause !== "not_taken") return null
  if (cause === "no_response" && (facts.lastReportAt ?? 0) > openedAt) {
    return "The patient answered by text."
  }
  const state = cause === "no_response" ? "no_response" : "not_taken"
  const theirs = facts.doses.filter(({ id }) => doseIds.includes(id))
  const isOver = theirs.length === doseIds.length && theirs.every((dose) => dose.state !== state)
  return isOver ? "Each dose that it was about is accounted for." : null
}

function silenceOf(facts: FollowUpFacts, now: Instant): FollowUpChange[] {
  const known = dosesOf(facts, "no_response")
  const runs = new Map<string, string[]>()
  for (const { id, regimenId, state, dueAt } of facts.doses) {
    if (REPORTED.includes(state)) runs.delete(regimenId)
    const counts = state === "no_response" && dueAt > now - SILENT_WITHIN_MS && !known.has(id)
    if (counts) runs.set(regimenId, [...(runs.get(regimenId) ?? []), id])
  }
  const open = openTask(facts, "no_response")
  const enough = [...runs.values()].filter((run) => open || run.length >= SILENT_DOSES)
  return raise("no_response", enough.flat(), open)
}

function refusalOf(facts: FollowUpFacts, now: Instant): FollowUpChange[] {
  const known = dosesOf(facts, "not_taken")
  const refused = facts.doses.filter(
    ({ id, state, isRefusal, dueAt }) =>
      isRefusal && state === "not_taken" && dueAt > now - REFUSED_WITHIN_MS && !known.has(id),
  )
  const ids = refused.map(({ id }) => id)
  return raise("not_taken", ids, openTask(facts, "not_taken"))
}

function reachOf(facts: FollowUpFacts, now: Instant): FollowUpChange[] {
  const isDue = facts.doses.some(({ dueAt }) => dueAt >= now - LOOKS_BACK_MS)
  if (facts.unreachable.length === 0 || !isDue) return []
  const isKnown = facts.tasks.some(
    ({ cause, closedAt }) =>
      cause === "unreachable" && (closedAt === null || closedAt > now - UNREACHABLE_AGAIN_MS),
  )
  return isKnown ? [] : [{ kind: "open", cause: "unreachable", doseIds: [] }]
}

function raise(
  cause: TaskCause,
  doseIds: string[],
  open: FollowUpTask | undefined,
): FollowUpChange[] {
  if (doseIds.length === 0) return []
  return open ? [{ kind: "extend", taskId: open.id, doseIds }] : [{ kind: "open", cause, doseIds }]
}

function openTask(facts: FollowUpFacts, cause: TaskCause): FollowUpTask | undefined {
  return facts.tasks.find((task) => task.cause === cause && task.closedAt === null)
}

function dosesOf(facts: FollowUpFacts, cause: TaskCause): Set<string> {
  return new Set(facts.tasks.flatMap((task) => (task.cause === cause ? task.doseIds : [])))
}

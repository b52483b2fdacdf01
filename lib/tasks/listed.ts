import { TASK_CAUSES, type TaskCause } from "@/db/enums"
import type { Colleague } from "@/lib/conversations/state"
import type { Instant } from "@/lib/time"

export const FOLLOW_UP_OWNERS = ["all", "mine", "nobody"] as const
export const FOLLOW_UP_DUE = ["all", "overdue", "today", "later"] as const
export const FOLLOW_UP_CAUSES = TASK_CAUSES.filter((cause) => cause !== "safety_word")

/** What narrows the list of follow-ups; `cause` null: every cause. */
export type FollowUpFilters = {
  owner: (typeof FOLLOW_UP_OWNERS)[number]
  due: (typeof FOLLOW_UP_DUE)[number]
  cause: TaskCause | null
}
export const ALL_FOLLOW_UPS: FollowUpFilters = { owner: "all", due: "all", cause: null }

export type FollowUpRow = {
  taskId: string
  patientId: string
  name: string
  phone: string | null
  cause: TaskCause
  note: string | null
  ownerId: string | null
  owner: string | null
  openedAt: Instant
  dueAt: Instant | null
}

/** What `GET /api/tasks/follow-ups` answers; `zone` is the organization's, by which they are due. */
export type FollowUpList = {
  now: Instant
  zone: string
  staffId: string
  rows: FollowUpRow[]
  /** How many the filters find; `rows` are the first. */
  total: number
  /** How many there are of each owner and due day, whatever else narrows the list. */
  counts: {
    owner: Record<FollowUpFilters["owner"], number>
    due: Record<FollowUpFilters["due"], number>
  }
}

/** To whom a follow-up may be given, and in which zone it is due. */
export type FollowUpPlan = { zone: string; colleagues: Colleague[] }

/** The filters in an address; what is none of them narrows nothing. */
export function readFollowUpFilters(given: Record<string, unknown>): FollowUpFilters {
  const { owner, due, cause } = given
  return {
    owner: FOLLOW_UP_OWNERS.find((each) => each === owner) ?? "all",
    due: FOLLOW_UP_DUE.find((each) => each === due) ?? "all",
    cause: FOLLOW_UP_CAUSES.find((each) => each === cause) ?? null,
  }
}

/** `owner=mine&due=overdue`, always in the same order; empty without filters. */
export function writeFollowUpFilters({ owner, due, cause }: FollowUpFilters): string {
  const query = new URLSearchParams()
  if (owner !== "all") query.set("owner", owner)
  if (due !== "all") query.set("due", due)
  if (cause !== null) query.set("cause", cause)
  return query.toString()
}

export function followUpsHref(filters: Partial<FollowUpFilters> = {}): string {
  const query = writeFollowUpFilters({ ...ALL_FOLLOW_UPS, ...filters })
  return query ? `/today/follow-ups?${query}` : "/today/follow-ups"
}

import type { doses, regimenVersions } from "@/db/schema"
import { newId } from "@/lib/id"
import type { LocalDate } from "@/lib/local-date"
import { expandDoses } from "./occurrences"
import { resolveWindows, type Schedule, scheduleSchema, type WindowOverrides } from "./schedule"

/** So far ahead doses are made. */
export const DAYS_AHEAD = 14

export type DoseRow = typeof doses.$inferInsert
type Version = Omit<typeof regimenVersions.$inferSelect, "doseText"> & { patientId: string }

/** A stored version as the schedule that it is; null if what is stored is not one. */
export function scheduleOf(version: unknown): Schedule | null {
  return scheduleSchema.safeParse(version).data ?? null
}

/** The rows of the doses that a version expects, dates in the patient's calendar, both included. */
export function expectedRows(
  version: Version,
  fromDate: LocalDate,
  toDate: LocalDate,
  organizationWindows: WindowOverrides | undefined,
): DoseRow[] {
  const schedule = scheduleOf(version)
  if (!schedule) return []
  const windows = resolveWindows(organizationWindows, schedule.windows)
  return expandDoses(schedule, fromDate, toDate, windows).map(({ label: _, ...dose }) => ({
    ...dose,
    organizationId: version.organizationId,
    id: newId(),
    patientId: version.patientId,
    regimenId: version.regimenId,
    timeZone: schedule.timeZone,
  }))
}

/** `expectedRows` without those of a time before the version was written down. */
export function doseRows(...of: Parameters<typeof expectedRows>): DoseRow[] {
  const [{ createdAt }] = of
  return expectedRows(...of).filter(({ dueAt }) => dueAt >= createdAt)
}

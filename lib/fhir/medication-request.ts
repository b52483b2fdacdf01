import type { ExcuseKind } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { Recurrence, Slot } from "@/lib/regimens/schedule"
import { scheduleWords } from "@/lib/regimens/words"
import type { Instant } from "@/lib/time"
import {
  type CodeableConcept,
  fhirText,
  instantText,
  type Meta,
  type Period,
  patientReference,
  type Reference,
} from "./r4"

export type RequestFacts = {
  /** Of the version. */
  id: string
  patientId: string
  medication: string
  doseText: string
  startDate: LocalDate
  endDate: LocalDate | null
  timeZone: string
  slots: readonly Slot[]
  recurrence: Recurrence
  createdAt: Instant
  /** The version that this one took over from, and whether another one took over from it. */
  priorId: string | null
  isReplaced: boolean
  /** Excused periods that hold today, of this regimen or of all. */
  periods: readonly { kind: ExcuseKind; isOfRegimen: boolean }[]
  /** The patient's own date. */
  today: LocalDate
}

export type RequestStatus = "active" | "on-hold" | "cancelled" | "completed" | "stopped"

type Repeat = {
  boundsPeriod: Period
  frequency?: number
  period?: number
  periodUnit?: "d"
  dayOfWeek?: string[]
  timeOfDay?: string[]
}

export type FhirMedicationRequest = {
  resourceType: "MedicationRequest"
  id: string
  meta: Meta
  status: RequestStatus
  intent: "plan"
  medicationCodeableConcept: CodeableConcept
  subject: Reference
  authoredOn: string
  priorPrescription?: Reference
  dosageInstruction: { text: string; timing: { repeat: Repeat; code?: CodeableConcept } }[]
}

/**
 * One version of a regimen. Its intent is `plan`: it says what is meant to be taken and authorizes
 * nobody to supply it.
 */
export function fhirMedicationRequest(of: RequestFacts): FhirMedicationRequest {
  return {
    resourceType: "MedicationRequest",
    id: of.id,
    meta: { lastUpdated: instantText(of.createdAt) },
    status: requestStatus(of),
    intent: "plan",
    medicationCodeableConcept: { text: fhirText(of.medication) ?? "Unnamed" },
    subject: patientReference(of.patientId),
    authoredOn: instantText(of.createdAt),
    ...(of.priorId ? { priorPrescription: { reference: `MedicationRequest/${of.priorId}` } } : {}),
    dosageInstruction: [{ text: dosageText(of), timing: timingOf(of) }],
  }
}

/**
 * Taken back before its first day: cancelled. Its last day has passed: stopped if another version
 * took over, else completed. On hold while a pause holds; away from home is no pause of the plan.
 */
export function requestStatus(
  of: Pick<RequestFacts, "startDate" | "endDate" | "isReplaced" | "periods" | "today">,
): RequestStatus {
  if (of.endDate !== null && of.endDate < of.startDate) return "cancelled"
  if (of.endDate !== null && of.endDate < of.today) return of.isReplaced ? "stopped" : "completed"
  const isPaused = of.periods.some(({ kind, isOfRegimen }) => kind === "on_hold" || isOfRegimen)
  return isPaused ? "on-hold" : "active"
}

function dosageText(of: RequestFacts): string {
  const dose = fhirText(of.doseText)
  return `${dose ? `${dose}. ` : ""}${scheduleWords(of)} (${of.timeZone})`
}

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

function timingOf(of: RequestFacts): FhirMedicationRequest["dosageInstruction"][number]["timing"] {
  const { startDate: start, endDate } = of
  const end = endDate !== null && endDate >= start ? { end: endDate } : {}
  const boundsPeriod = { start, ...end }
  const timeOfDay = of.slots.map(({ localTime }) => `${localTime}:00`).toSorted()
  const every = (days: number) => ({
    frequency: timeOfDay.length,
    period: days,
    periodUnit: "d" as const,
  })
  switch (of.recurrence.kind) {
    case "daily":
      return { repeat: { boundsPeriod, ...every(1), timeOfDay } }
    case "every":
      return { repeat: { boundsPeriod, ...every(of.recurrence.days), timeOfDay } }
    case "weekdays": {
      const dayOfWeek = of.recurrence.days.toSorted().map((day) => DAYS[day - 1] ?? "mon")
      return { repeat: { boundsPeriod, dayOfWeek, timeOfDay } }
    }
    // `repeat` cannot tell days on and days off. With its times alone it would read as every day.
    case "cycle":
      return { repeat: { boundsPeriod }, code: { text: scheduleWords(of) } }
  }
}

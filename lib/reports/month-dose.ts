import type { DoseEventKind, DoseEventSource } from "@/db/enums"
import type { FigureDose } from "@/lib/doses/figures"
import type { DoseFact } from "@/lib/doses/reduce"

/** A dose of a month, with what was stated about it. */
export type MonthDose = FigureDose & {
  id: string
  regimenId: string
  medication: string
  doseText: string
  slot: string
  events: MonthEvent[]
}

export type MonthEvent = DoseFact & {
  kind: DoseEventKind
  source: DoseEventSource
  reason: string | null
  /** The staff member's name. */
  by: string | null
}

import type { DoseState } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { Instant } from "@/lib/time"

/** One dose as the grid shows it. `sentence` is the cell's whole name, from `doseSentence`. */
export type DoseCell = {
  doseId: string
  localDate: LocalDate
  /** `HH:MM`, the patient's clock. */
  slot: string
  state: DoseState
  sentence: string
  /** When the patient says it was taken; for the table view. */
  takenAt?: Instant | null
}

/** A regimen's slot: one row of the grid. Cells in any order, at most one a day. */
export type DoseRow = {
  /** Stable, such as `${regimenId} ${slot}`. */
  id: string
  medication: string
  slot: string
  cells: DoseCell[]
}

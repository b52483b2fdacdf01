import type { DoseRow } from "@/components/doses/dose-row"
import type { LocalDate } from "@/lib/local-date"
import type { ExcusedSpan } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"

/** What is drawn in a row besides its doses. */
export type RowMarks = {
  /** The days on whose edge the schedule begins, changes or ends. */
  changes: ReadonlyMap<LocalDate, RegimenMark>
  excused: readonly ExcusedSpan[]
  /** The first day of which the regimen is no longer planned. */
  endedOn: LocalDate | null
}

export function rowMarks(
  { regimenId }: Pick<DoseRow, "regimenId">,
  changes: readonly RegimenMark[],
  excused: readonly ExcusedSpan[],
): RowMarks {
  const mine = changes.filter((mark) => mark.regimenId === regimenId)
  const last = mine.at(-1)
  return {
    changes: new Map(mine.map((mark) => [mark.date, mark])),
    excused: excused.filter((span) => span.regimenId === null || span.regimenId === regimenId),
    endedOn: last?.kind === "ended" ? last.date : null,
  }
}

/** The first of the periods that leave a day out; null: none does. */
export function spanOn(date: LocalDate, excused: readonly ExcusedSpan[]): ExcusedSpan | null {
  return (
    excused.find(
      ({ fromDate, toDate }) => date >= fromDate && (toDate === null || date <= toDate),
    ) ?? null
  )
}

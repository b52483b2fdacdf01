import { memo, useId } from "react"
import type { DoseCell, DoseRow } from "@/components/doses/dose-row"
import type { GridDay } from "@/components/doses/grid-days"
import type { LocalDate } from "@/lib/local-date"

type DoseGridRowProps = {
  row: DoseRow
  weeks: GridDay[][]
  today: LocalDate
  entryDoseId: string | undefined
  openDoseId: string | null | undefined
}

/** One element a cell: the glyph is drawn by the stylesheet, and a year has 1,400 of them. */
export const DoseGridRow = memo(function DoseGridRow(props: DoseGridRowProps) {
  const { row, weeks, today, entryDoseId, openDoseId } = props
  const id = useId()
  const byDate = new Map(row.cells.map((cell) => [cell.localDate, cell]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as the grid's row
    <div role="group" aria-labelledby={id} data-row="" className="dose-grid-row">
      <div
        id={id}
        className="dose-grid-first flex flex-col justify-center pr-3 text-sm leading-4 md:flex-row md:items-center md:justify-between md:gap-3"
      >
        <span
          className="min-w-0 truncate font-medium print:whitespace-normal"
          title={row.medication}
        >
          {row.medication}
        </span>
        <span className="text-muted-foreground text-xs">{row.slot}</span>
      </div>
      {weeks.map((week) => (
        <div key={week[0]?.date} className="dose-week">
          {week.map(({ date }) => {
            const cell = byDate.get(date)
            return cell ? (
              <CellButton
                key={date}
                cell={cell}
                isToday={date === today}
                isEntry={cell.doseId === entryDoseId}
                isOpen={cell.doseId === openDoseId}
              />
            ) : (
              <i key={date} className="dose-none" />
            )
          })}
        </div>
      ))}
    </div>
  )
})

type CellButtonProps = { cell: DoseCell; isToday: boolean; isEntry: boolean; isOpen: boolean }

function CellButton({ cell, isToday, isEntry, isOpen }: CellButtonProps) {
  return (
    <button
      type="button"
      className={`dose dose-${cell.state}`}
      aria-label={cell.sentence}
      aria-current={isOpen || undefined}
      tabIndex={isEntry ? 0 : -1}
      data-dose={cell.doseId}
      data-date={cell.localDate}
      data-today={isToday ? "" : undefined}
    />
  )
}

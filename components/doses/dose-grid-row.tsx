import { Fragment, memo, useId } from "react"
import { type DoseRow, isSameRow } from "@/components/doses/dose-row"
import type { GridDay } from "@/components/doses/grid-days"
import { type RowMarks, spanOn } from "@/components/doses/grid-marks"
import type { DoseWords } from "@/components/doses/use-dose-words"
import type { MarkWords } from "@/components/doses/use-mark-words"
import type { LocalDate } from "@/lib/local-date"
import type { TimelineDose } from "@/lib/patients/timeline"

type DoseGridRowProps = {
  row: DoseRow
  weeks: GridDay[][]
  today: LocalDate
  words: DoseWords
  marks: RowMarks
  markWords: MarkWords
  /** "ended Tue 3 Nov"; null while the regimen goes on. */
  ending: string | null
  entryDoseId?: string | undefined
  openDoseId?: string | null | undefined
  markedDoseIds?: ReadonlySet<string> | undefined
  /** Of this row; null: nothing is being selected. */
  selected: ReadonlySet<string> | null
}

/** One element a cell: the glyph is drawn by the stylesheet, and a year has 1,400 of them. */
export const DoseGridRow = memo(function DoseGridRow(props: DoseGridRowProps) {
  const { row, weeks, ending } = props
  const id = useId()
  const byDate = new Map(row.cells.map((cell) => [cell.localDate, cell]))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as the grid's row
    <div role="group" aria-labelledby={id} data-row={row.id} className="dose-grid-row">
      <div
        id={id}
        className="dose-grid-first flex flex-col justify-center pe-3 text-sm leading-4 md:flex-row md:items-center md:justify-between md:gap-3"
      >
        <bdi
          className="min-w-0 max-w-full truncate font-medium max-md:self-start print:whitespace-normal"
          title={row.medication}
        >
          {row.medication}
        </bdi>
        <span className="text-end text-muted-foreground text-xs max-md:text-start">
          {row.slot}
          {ending ? <span className="block text-nowrap leading-3">{ending}</span> : null}
        </span>
      </div>
      {weeks.map((week) => (
        <div key={week[0]?.date} className="dose-week" data-part={week.length < 7 ? "" : undefined}>
          {week.map(({ date }) => drawDay(date, byDate.get(date), props))}
        </div>
      ))}
    </div>
  )
}, isSameProps)

function isSameProps(a: DoseGridRowProps, b: DoseGridRowProps): boolean {
  return (
    isSameRow(a.row, b.row) &&
    a.weeks === b.weeks &&
    a.today === b.today &&
    a.words === b.words &&
    a.marks === b.marks &&
    a.ending === b.ending &&
    a.entryDoseId === b.entryDoseId &&
    a.openDoseId === b.openDoseId &&
    a.markedDoseIds === b.markedDoseIds &&
    a.selected === b.selected
  )
}

/** No component: a year would have 1,400 of them besides the elements. */
function drawDay(date: LocalDate, cell: TimelineDose | undefined, props: DoseGridRowProps) {
  const { marks, markWords } = props
  const change = marks.changes.get(date)
  const span = marks.excused.length > 0 ? spanOn(date, marks.excused) : null
  const note = change ? markWords.change(change) : span ? markWords.excused(span) : null
  const isSpan = span ? "" : undefined
  const drawn = cell ? (
    <button
      key={date}
      type="button"
      className={`dose dose-${cell.state}`}
      aria-label={props.words.sentence(cell) + (note ? `. ${note}` : "")}
      aria-current={cell.id === props.openDoseId || undefined}
      aria-pressed={props.selected ? props.selected.has(cell.id) : undefined}
      tabIndex={cell.id === props.entryDoseId ? 0 : -1}
      data-dose={cell.id}
      data-date={date}
      data-today={date === props.today ? "" : undefined}
      data-marked={props.markedDoseIds?.has(cell.id) ? "" : undefined}
      data-span={isSpan}
    />
  ) : (
    <i key={date} className="dose-none" data-span={isSpan} />
  )
  return change ? (
    <Fragment key={date}>
      <i className="dose-change" data-kind={change.kind} />
      {drawn}
    </Fragment>
  ) : (
    drawn
  )
}

"use client"

import { Grid3x3, Table2 } from "lucide-react"
import {
  type FocusEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
  useState,
} from "react"
import { DoseGridRow } from "@/components/doses/dose-grid-row"
import { DoseLegend } from "@/components/doses/dose-legend"
import type { DoseRow } from "@/components/doses/dose-row"
import { DoseTable } from "@/components/doses/dose-table"
import { type GridDay, gridWeeks } from "@/components/doses/grid-days"
import { doseButton, moveFocus } from "@/components/doses/grid-focus"
import { useDoseBubble } from "@/components/doses/use-dose-bubble"
import { useDoseChanges } from "@/components/doses/use-dose-changes"
import { useScrollToToday } from "@/components/doses/use-scroll-to-today"
import { Button } from "@/components/ui/button"
import type { LocalDate } from "@/lib/local-date"

export type DoseGridProps = {
  rows: DoseRow[]
  /** First and last day shown, both included, of the patient's calendar. */
  from: LocalDate
  to: LocalDate
  today: LocalDate
  /** IANA zone of the patient, for the table's times. */
  zone: string
  onOpen: (doseId: string) => void
  /** The dose whose evidence is open. */
  openDoseId?: string | null
}

export function DoseGrid(props: DoseGridProps) {
  const { rows, from, to, zone, onOpen } = props
  const [view, setView] = useState<"grid" | "table">("grid")
  const container = useRef<HTMLDivElement>(null)
  const announcement = useDoseChanges(rows, container)
  const states = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.state)))
  return (
    <div ref={container} className="grid min-w-0 gap-3">
      <div className="flex justify-between gap-x-6 gap-y-2 max-md:flex-col">
        <DoseLegend states={states} className="items-center" />
        <fieldset className="flex shrink-0 items-start gap-1 print:hidden">
          <legend className="sr-only">Show doses as</legend>
          <ViewButton chosen={view === "grid"} onChoose={() => setView("grid")}>
            <Grid3x3 aria-hidden /> Grid
          </ViewButton>
          <ViewButton chosen={view === "table"} onChoose={() => setView("table")}>
            <Table2 aria-hidden /> Table
          </ViewButton>
        </fieldset>
      </div>
      {view === "grid" ? (
        <Calendar {...props} weeks={gridWeeks(from, to)} />
      ) : (
        <DoseTable rows={rows} zone={zone} onOpen={onOpen} />
      )}
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  )
}

function ViewButton(props: { chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-pressed={props.chosen}
      onClick={props.onChoose}
      className="text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
    >
      {props.children}
    </Button>
  )
}

type CalendarProps = DoseGridProps & { weeks: GridDay[][] }

/** Events are handled here once, not in each of the hundreds of cells. */
function Calendar({ rows, weeks, today, onOpen, openDoseId }: CalendarProps) {
  const scroller = useScrollToToday()
  const bubble = useDoseBubble()
  const onClick = (event: MouseEvent) => {
    const id = doseButton(event.target)?.dataset.dose
    if (id) onOpen(id)
  }
  const onPoint = (event: PointerEvent | FocusEvent) => bubble.show(doseButton(event.target))
  const entry = entryDose(rows, today)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cells inside are the buttons */}
      <div
        ref={scroller}
        className="overflow-x-auto overscroll-x-contain pb-1 print:overflow-visible"
        onClick={onClick}
        onKeyDown={(event) => {
          if (event.key === "Escape") bubble.hide()
          moveFocus(event)
        }}
        onPointerOver={onPoint}
        onPointerLeave={bubble.hide}
        onFocus={onPoint}
        onBlur={bubble.hide}
        onScroll={bubble.hide}
      >
        <div className="dose-grid">
          <GridHead weeks={weeks} today={today} />
          {rows.map((row) => (
            <DoseGridRow
              key={row.id}
              row={row}
              weeks={weeks}
              today={today}
              entryDoseId={row.cells.some((cell) => cell.doseId === entry) ? entry : undefined}
              openDoseId={row.cells.some((cell) => cell.doseId === openDoseId) ? openDoseId : null}
            />
          ))}
        </div>
      </div>
      {weeks.length > 5 ? (
        <p className="hidden text-xs print:block">
          Printed are the last five weeks; the table view prints all.
        </p>
      ) : null}
      <div
        ref={bubble.ref}
        hidden
        aria-hidden
        className="pointer-events-none fixed top-0 left-0 z-50 w-max max-w-[min(26rem,calc(100vw-1rem))] rounded-md bg-inverse px-2 py-1 text-inverse-foreground text-xs print:hidden"
      />
    </>
  )
}

/** Read out with each cell's own sentence, so hidden from screen readers here. */
function GridHead({ weeks, today }: { weeks: GridDay[][]; today: LocalDate }) {
  return (
    <div aria-hidden className="dose-grid-row">
      <div className="dose-grid-first" />
      {weeks.map((week) => (
        <div key={week[0]?.date} className="dose-week">
          {week.map(({ date, text, month, startsMonth }) => (
            <span key={date} className="dose-day" data-today={date === today ? "" : undefined}>
              {month ? <b data-starts={startsMonth ? "" : undefined}>{month}</b> : null}
              {text}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

/** The one cell that Tab reaches: today's first, else the latest of the first row. */
function entryDose(rows: DoseRow[], today: LocalDate): string | undefined {
  for (const row of rows) {
    const found = row.cells.find((cell) => cell.localDate === today)
    if (found) return found.doseId
  }
  const cells = rows.find((row) => row.cells.length > 0)?.cells ?? []
  return [...cells].sort((a, b) => a.localDate.localeCompare(b.localDate)).at(-1)?.doseId
}

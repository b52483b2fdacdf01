"use client"

import { Grid3x3, SquareMousePointer, Table2 } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { type ReactNode, useMemo, useRef, useState } from "react"
import { unusualDays } from "@/components/doses/day-lengths"
import { DoseCalendar } from "@/components/doses/dose-calendar"
import { DoseLegend } from "@/components/doses/dose-legend"
import type { DoseRow } from "@/components/doses/dose-row"
import { DoseTable } from "@/components/doses/dose-table"
import { DoseYear } from "@/components/doses/dose-year"
import { gridWeeks } from "@/components/doses/grid-days"
import { doseCell, tabStop } from "@/components/doses/grid-focus"
import { GridNotes } from "@/components/doses/grid-notes"
import { PrintedGrid } from "@/components/doses/printed-grid"
import { SelectionBar } from "@/components/doses/selection-bar"
import { useDoseChanges } from "@/components/doses/use-dose-changes"
import { usePrinting } from "@/components/doses/use-printing"
import { type Selection, useSelection } from "@/components/doses/use-selection"
import { Button } from "@/components/ui/button"
import type { LocalDate } from "@/lib/local-date"
import type { ExcusedSpan, TimelineDose } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"

export type DoseGridProps = {
  rows: DoseRow[]
  /** First and last day shown, both included, of the patient's calendar. */
  from: LocalDate
  to: LocalDate
  today: LocalDate
  /** IANA zone of the patient, whose days are shown. */
  zone: string
  changes?: readonly RegimenMark[]
  excused?: readonly ExcusedSpan[]
  /** The doses behind a figure or a rule, ringed. Keep the set's identity while it is the same. */
  markedDoseIds?: ReadonlySet<string> | undefined
  onOpen: (doseId: string) => void
  /** The dose whose evidence is open. */
  openDoseId?: string | null | undefined
  /** What can be done with selected doses; without it none can be selected. */
  selectionActions?: (doses: TimelineDose[], clear: () => void) => ReactNode
}

/** More weeks than these are also shown in one look. */
const MOST_WEEKS_APART = 15
/** After a dialog has given the focus back to what is no longer there. */
const FOCUS_BACK_MS = 50
const NO_CHANGES: readonly RegimenMark[] = []
const NO_SPANS: readonly ExcusedSpan[] = []

export function DoseGrid(props: DoseGridProps) {
  const { rows, from, to, zone, onOpen, changes = NO_CHANGES, excused = NO_SPANS } = props
  const [view, setView] = useState<"grid" | "table">("grid")
  const language = useLocale()
  const container = useRef<HTMLDivElement>(null)
  const isPrinting = usePrinting()
  const selection = useSelection(rows, props.selectionActions !== undefined)
  const announcement = useDoseChanges(rows, container)
  const unusual = useMemo(() => unusualDays(from, to, zone), [from, to, zone])
  const weeks = useMemo(() => gridWeeks(from, to, language, unusual), [from, to, language, unusual])
  /** The bar goes with what it holds; the focus comes back to the first of the doses, or to any. */
  const clear = () => {
    const [first] = selection.doses
    selection.clear()
    window.setTimeout(() => {
      if (document.activeElement !== document.body) return
      const cell = first ? doseCell(container.current, first.id) : tabStop(container.current)
      cell?.focus()
    }, FOCUS_BACK_MS)
  }
  const states = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.state)))
  const drawn = { ...props, changes, excused, weeks }
  return (
    <div ref={container} className="grid min-w-0 gap-3">
      <div className="flex justify-between gap-x-6 gap-y-2 max-md:flex-col">
        <DoseLegend states={states} className="items-center" />
        <Toolbar
          {...{ view, setView, selection }}
          maySelect={props.selectionActions !== undefined}
        />
      </div>
      {weeks.length > MOST_WEEKS_APART ? (
        <DoseYear {...{ rows, from, to, onOpen }} markedDoseIds={props.markedDoseIds} />
      ) : null}
      {view === "table" ? (
        <DoseTable rows={rows} onOpen={onOpen} isWhole={isPrinting} />
      ) : isPrinting ? (
        <PrintedGrid {...drawn} />
      ) : (
        <DoseCalendar {...drawn} selection={selection} />
      )}
      {props.selectionActions && view === "grid" ? (
        <SelectionBar selection={selection} onClear={clear}>
          {props.selectionActions(selection.doses, clear)}
        </SelectionBar>
      ) : null}
      <GridNotes {...{ changes, excused, unusual }} isOpen={isPrinting} />
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </div>
  )
}

type View = "grid" | "table"
type ToolbarProps = {
  view: View
  setView: (view: View) => void
  selection: Selection
  maySelect: boolean
}

function Toolbar({ view, setView, selection, maySelect }: ToolbarProps) {
  const t = useTranslations("doses")
  const { isMode, setMode } = selection
  return (
    <div className="flex shrink-0 flex-wrap items-start gap-1 print:hidden">
      {maySelect && view === "grid" ? (
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={isMode}
          onClick={() => setMode(!isMode)}
          className="text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
        >
          <SquareMousePointer aria-hidden />
          {t("select.start")}
        </Button>
      ) : null}
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t("view.name")}</legend>
        <ViewButton chosen={view === "grid"} onChoose={() => setView("grid")}>
          <Grid3x3 aria-hidden /> {t("view.grid")}
        </ViewButton>
        <ViewButton chosen={view === "table"} onChoose={() => setView("table")}>
          <Table2 aria-hidden /> {t("view.table")}
        </ViewButton>
      </fieldset>
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

"use client"

import { useTranslations } from "next-intl"
import { type FocusEvent, type MouseEvent, type PointerEvent, useMemo } from "react"
import type { DoseGridProps } from "@/components/doses/dose-grid"
import { DoseGridRow } from "@/components/doses/dose-grid-row"
import type { DoseRow } from "@/components/doses/dose-row"
import type { GridDay } from "@/components/doses/grid-days"
import { doseButton } from "@/components/doses/grid-focus"
import { GridHead } from "@/components/doses/grid-head"
import { rowMarks } from "@/components/doses/grid-marks"
import { useDoseBubble } from "@/components/doses/use-dose-bubble"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { useMarkWords } from "@/components/doses/use-mark-words"
import { useNewestWeeks } from "@/components/doses/use-newest-weeks"
import { useOpenInSight } from "@/components/doses/use-open-in-sight"
import type { Selection } from "@/components/doses/use-selection"
import type { LocalDate } from "@/lib/local-date"
import type { ExcusedSpan } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"

export type DrawnGrid = DoseGridProps & {
  weeks: GridDay[][]
  changes: readonly RegimenMark[]
  excused: readonly ExcusedSpan[]
}

type DoseCalendarProps = DrawnGrid & { selection: Selection }

/** Events are handled here once, not in each of the hundreds of cells. */
export function DoseCalendar({ selection, ...props }: DoseCalendarProps) {
  const { rows, today, onOpen, openDoseId } = props
  const weeks = useNewestWeeks(props.weeks)
  const bubble = useDoseBubble()
  const scroller = useOpenInSight(openDoseId ?? null, weeks)
  const draw = useRowDrawing(props)
  const entry = entryDose(rows, today)
  const onClick = (event: MouseEvent) => {
    if (selection.onClick(event)) return
    const id = doseButton(event.target)?.dataset.dose
    if (id) onOpen(id)
  }
  const onPoint = (event: PointerEvent | FocusEvent) => bubble.show(doseButton(event.target))
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the cells inside are the buttons */}
      <div
        ref={scroller}
        className="dose-scroller pb-1"
        onClick={onClick}
        onPointerDown={selection.onPointerDown}
        onPointerOver={(event) => {
          selection.onPointerOver(event)
          onPoint(event)
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") bubble.hide()
          selection.onKeyDown(event)
        }}
        onKeyUp={selection.onKeyUp}
        onPointerLeave={bubble.hide}
        onFocus={onPoint}
        onBlur={bubble.hide}
        onScroll={bubble.hide}
      >
        <div className="dose-grid" data-selectable={props.selectionActions ? "" : undefined}>
          <GridHead weeks={weeks} today={today} markWords={draw.markWords} />
          {rows.map((row) => (
            <DoseGridRow
              key={row.id}
              {...draw.of(row)}
              weeks={weeks}
              entryDoseId={has(row, entry) ? entry : undefined}
              openDoseId={has(row, openDoseId) ? openDoseId : null}
              selected={selectedOf(row, selection)}
            />
          ))}
        </div>
      </div>
      <div
        ref={bubble.ref}
        hidden
        aria-hidden
        className="pointer-events-none fixed top-0 left-0 z-50 w-max max-w-[min(26rem,calc(100vw-1rem))] rounded-md bg-inverse px-2 py-1 text-inverse-foreground text-xs print:hidden"
      />
    </>
  )
}

/** What each row is drawn with; the same objects while nothing of it changes. */
export function useRowDrawing({ rows, changes, excused, ...props }: DrawnGrid) {
  const t = useTranslations("doses")
  const words = useDoseWords()
  const markWords = useMarkWords()
  const regimens = [...new Set(rows.map(({ regimenId }) => regimenId))].sort().join(" ")
  const marks = useMemo(
    () =>
      new Map(
        regimens.split(" ").map((regimenId) => {
          return [regimenId, rowMarks({ regimenId }, changes, excused)]
        }),
      ),
    [regimens, changes, excused],
  )
  return {
    markWords,
    of: (row: DoseRow) => {
      const own = marks.get(row.regimenId) ?? rowMarks(row, changes, excused)
      return {
        ...{ row, words, markWords, marks: own, today: props.today },
        markedDoseIds: props.markedDoseIds,
        ending: own.endedOn ? t("rowEnds", { day: words.day(own.endedOn) }) : null,
      }
    },
  }
}

const NONE: ReadonlySet<string> = new Set()

/** Null leaves a row as it is drawn: in a year of cells only those concerned change. */
function selectedOf(row: DoseRow, { ids, isMode }: Selection): ReadonlySet<string> | null {
  const own = ids.size === 0 ? [] : row.cells.filter(({ id }) => ids.has(id))
  if (own.length === 0) return isMode ? NONE : null
  return new Set(own.map(({ id }) => id))
}

function has({ cells }: DoseRow, doseId: string | null | undefined): boolean {
  return doseId != null && cells.some(({ id }) => id === doseId)
}

/** The one cell that Tab reaches: today's first, else the latest of the first row. */
function entryDose(rows: DoseRow[], today: LocalDate): string | undefined {
  for (const row of rows) {
    const found = row.cells.find((cell) => cell.localDate === today)
    if (found) return found.id
  }
  const cells = rows.find((row) => row.cells.length > 0)?.cells ?? []
  return [...cells].sort((a, b) => a.localDate.localeCompare(b.localDate)).at(-1)?.id
}

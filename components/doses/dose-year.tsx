"use client"

import { useLocale, useTranslations } from "next-intl"
import { type MouseEvent, useEffect, useState } from "react"
import type { DoseGridProps } from "@/components/doses/dose-grid"
import type { DoseRow } from "@/components/doses/dose-row"
import { StripShapes, useCountWords } from "@/components/doses/dose-strip"
import { isolated } from "@/components/doses/fill-words"
import { monthName } from "@/components/doses/grid-days"
import { STRIP_STEP } from "@/components/doses/strip-paths"
import { columnsOf, dateAt, monthStarts, placeOf, yearShapes } from "@/components/doses/year-shapes"
import { directionOf } from "@/lib/i18n/languages"

type DoseYearProps = Pick<DoseGridProps, "rows" | "from" | "to" | "markedDoseIds" | "onOpen">

const HEAD = 16
const WEEK_DAYS = 7

/** Months of doses in one look: a calendar a row, whose columns are weeks. The grid has the words. */
export function DoseYear({ rows, ...props }: DoseYearProps) {
  const t = useTranslations("doses.year")
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground text-xs print:hidden">{t("how")}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls */}
      <div
        role="group"
        aria-label={t("title")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="dose-scroller"
      >
        <div className="dose-years grid gap-3">
          {rows.map((row) => (
            <Year key={row.id} row={row} {...props} />
          ))}
        </div>
      </div>
    </div>
  )
}

type YearProps = Omit<DoseYearProps, "rows"> & { row: DoseRow }

function Year({ row, from, to, markedDoseIds, onOpen }: YearProps) {
  const t = useTranslations("doses.year")
  const language = useLocale()
  const counts = useCountWords([row.cells.map(({ state }) => state)])
  const isDrawn = useIsDrawn()
  const plan = { from, to, isMirrored: directionOf(language) === "rtl" }
  const width = columnsOf(plan) * STRIP_STEP
  const height = HEAD + WEEK_DAYS * STRIP_STEP
  const open = ({ currentTarget, clientX, clientY }: MouseEvent) => {
    const { left, top } = currentTarget.getBoundingClientRect()
    const [x, y] = [clientX - left, clientY - top]
    const date = dateAt({ x, y: y - HEAD }, plan)
    const cell = y < HEAD ? undefined : row.cells.find(({ localDate }) => localDate === date)
    if (cell) onOpen(cell.id)
  }
  return (
    <figure className="grid gap-1">
      <figcaption className="dose-years-name flex gap-2 text-sm">
        <bdi className="truncate font-medium">{row.medication}</bdi>
        <span className="text-muted-foreground text-xs leading-5">{row.slot}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by key the grid below opens the same doses */}
      <svg
        role="img"
        aria-label={t("row", {
          medication: isolated(row.medication, language),
          time: row.slot,
          counts,
        })}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        onClick={open}
        className="dose-strip block shrink-0 cursor-pointer"
      >
        {monthStarts(plan).map((date) => (
          <text
            key={date}
            x={placeOf(date, plan).x + (plan.isMirrored ? STRIP_STEP : 0)}
            y={HEAD - 5}
            className="fill-muted-foreground text-[0.6875rem]"
          >
            {monthName(date, language)}
          </text>
        ))}
        {isDrawn ? <Days {...{ row, markedDoseIds, plan }} /> : null}
      </svg>
    </figure>
  )
}

type DaysProps = Pick<YearProps, "row" | "markedDoseIds"> & {
  plan: Parameters<typeof yearShapes>[1]
}

function Days({ row, markedDoseIds, plan }: DaysProps) {
  const { shapes, marks } = yearShapes(row.cells, plan, markedDoseIds)
  return (
    <g transform={`translate(0 ${HEAD})`} pointerEvents="none">
      <StripShapes shapes={shapes} />
      {marks ? <path d={marks} className="dose-year-marks" /> : null}
    </g>
  )
}

/** The paths of a year are no part of the server's HTML; their place is kept. */
function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => setDrawn(true), [])
  return isDrawn
}

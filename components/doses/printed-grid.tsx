"use client"

import { type DrawnGrid, useRowDrawing } from "@/components/doses/dose-calendar"
import { DoseGridRow } from "@/components/doses/dose-grid-row"
import type { GridDay } from "@/components/doses/grid-days"
import { GridHead } from "@/components/doses/grid-head"

/** As many as a page takes upright. */
const WEEKS_A_LINE = 4

/** All weeks, a few at a time under one another, so that a year prints. */
export function PrintedGrid(props: DrawnGrid) {
  const draw = useRowDrawing(props)
  return (
    <div className="grid gap-4">
      {linesOf(props.weeks).map((weeks) => {
        const dates = new Set(weeks.flat().map(({ date }) => date))
        const rows = props.rows.filter(({ cells }) =>
          cells.some(({ localDate }) => dates.has(localDate)),
        )
        return rows.length === 0 ? null : (
          <div key={weeks[0]?.[0]?.date} className="dose-grid">
            <GridHead weeks={weeks} today={props.today} markWords={draw.markWords} />
            {rows.map((row) => (
              <DoseGridRow key={row.id} {...draw.of(row)} weeks={weeks} selected={null} />
            ))}
          </div>
        )
      })}
    </div>
  )
}

function linesOf(weeks: GridDay[][]): GridDay[][][] {
  const lines: GridDay[][][] = []
  for (let at = 0; at < weeks.length; at += WEEKS_A_LINE) {
    lines.push(weeks.slice(at, at + WEEKS_A_LINE))
  }
  return lines
}

"use client"

import { useLocale, useTranslations } from "next-intl"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { gridDayName } from "@/components/doses/grid-days"
import { cn } from "@/components/ui/cn"
import type { LocalDate } from "@/lib/local-date"
import { type DoseEffect, type EffectRow, effectRows, isChanged } from "@/lib/review/effect"

type EffectStripProps = { caption: string; effects: readonly DoseEffect[]; centre: LocalDate }

const MOST_ROWS = 4

/** A patient's week around a decision: rows that it changes stand twice, now and after. */
export function EffectStrip({ caption, effects, centre }: EffectStripProps) {
  const language = useLocale()
  const { days, rows } = effectRows(effects, centre)
  const changed = rows.filter((row) => row.cells.some(isChanged))
  const shown = rows.length > MOST_ROWS && changed.length > 0 ? changed : rows
  if (shown.length === 0) return null
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[20rem] text-xs">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <td className="w-28" />
            {days.map((day) => (
              <th
                key={day}
                scope="col"
                className={cn(
                  "pb-1 text-center font-normal text-muted-foreground",
                  day === centre && "font-medium text-foreground",
                )}
              >
                {gridDayName(day, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown
            .slice(0, 2 * MOST_ROWS)
            .map((row) =>
              row.cells.some(isChanged) ? (
                <Lines key={row.id} row={row} days={days} />
              ) : (
                <Line key={row.id} {...{ row, days }} label={labelOf(row)} side="before" />
              ),
            )}
        </tbody>
      </table>
    </div>
  )
}

type LineProps = { row: EffectRow; days: LocalDate[] }

function Lines({ row, days }: LineProps) {
  const t = useTranslations("doses.effect")
  return (
    <>
      <Line {...{ row, days }} label={t("now", { row: labelOf(row) })} side="before" />
      <Line {...{ row, days }} label={t("after")} side="after" />
    </>
  )
}

function Line({ row, days, label, side }: LineProps & { label: string; side: "before" | "after" }) {
  return (
    <tr>
      <th
        scope="row"
        title={label}
        className={cn(
          "max-w-28 truncate py-0.5 pe-2 text-start font-normal",
          side === "after" && "text-end font-medium",
        )}
      >
        {label}
      </th>
      {days.map((day) => (
        <td key={day} className="py-0.5 text-center">
          {row.cells
            .filter(({ localDate }) => localDate === day)
            .map((cell) => (
              <DoseGlyph
                key={cell.doseId}
                state={cell[side]}
                className={
                  side === "after" && isChanged(cell)
                    ? "outline-2 outline-primary outline-offset-1"
                    : ""
                }
              />
            ))}
        </td>
      ))}
    </tr>
  )
}

const labelOf = ({ slot, medication }: EffectRow) => `${slot} ${medication}`

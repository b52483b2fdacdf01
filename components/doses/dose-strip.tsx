"use client"

import { useFormatter, useTranslations } from "next-intl"
import {
  STRIP_STEP,
  type StripDay,
  type StripShape,
  stripCounts,
  stripShapes,
} from "@/components/doses/strip-paths"
import { cn } from "@/components/ui/cn"

type DoseStripProps = {
  /** Oldest first; each day its doses' states in slot order, empty where none was due. */
  days: readonly StripDay[]
  className?: string
}

/**
 * Two weeks of a patient in a table's row: one SVG of a few paths, however many doses, because
 * fifty of them stand on a page. Its name counts the states.
 */
export function DoseStrip({ days, className }: DoseStripProps) {
  const sentence = useStripSentence(days)
  const { rows, shapes } = stripShapes(days)
  const width = days.length * STRIP_STEP
  const height = rows * STRIP_STEP
  return (
    <svg
      role="img"
      aria-label={sentence}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={cn("dose-strip block shrink-0", className)}
    >
      <StripShapes shapes={shapes} />
    </svg>
  )
}

/** One group of paths a state, however many doses it has. */
export function StripShapes({ shapes }: { shapes: readonly StripShape[] }) {
  return shapes.map(({ state, fill, second, hatch, ink }) => (
    <g key={state} className={`dose-${state}`}>
      <path className="fill" d={fill} />
      {second ? <path className="fill-2" d={second} /> : null}
      {hatch ? <path className="hatch" d={hatch} /> : null}
      <path className="ink" d={ink} />
    </g>
  ))
}

/** "Last 14 days: 20 reported taken on time, 3 no reply". */
function useStripSentence(days: readonly StripDay[]): string {
  const t = useTranslations("doses.strip")
  const counts = useCountWords(days)
  return counts ? t("some", { days: days.length, counts }) : t("none", { days: days.length })
}

/** "20 reported taken on time, 3 no reply"; empty where there is no dose. */
export function useCountWords(days: readonly StripDay[]): string {
  const t = useTranslations("doses")
  const format = useFormatter()
  const said = stripCounts(days).map(([state, count]) =>
    t("strip.count", { count, state: t(`states.${state}`) }),
  )
  return format.list(said, { type: "unit" })
}

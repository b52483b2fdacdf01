import { STRIP_STEP, type StripDay, stripShapes } from "@/components/doses/strip-paths"
import { cn } from "@/components/ui/cn"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"

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
  const { rows, shapes } = stripShapes(days)
  const width = days.length * STRIP_STEP
  const height = rows * STRIP_STEP
  return (
    <svg
      role="img"
      aria-label={stripSentence(days)}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={cn("dose-strip block shrink-0", className)}
    >
      {shapes.map(({ state, fill, second, hatch, ink }) => (
        <g key={state} className={`dose-${state}`}>
          <path className="fill" d={fill} />
          {second ? <path className="fill-2" d={second} /> : null}
          {hatch ? <path className="hatch" d={hatch} /> : null}
          <path className="ink" d={ink} />
        </g>
      ))}
    </svg>
  )
}

/** "Last 14 days: 20 reported taken on time, 3 no reply". */
export function stripSentence(days: readonly StripDay[]): string {
  const counts = new Map<string, number>()
  for (const state of days.flat()) {
    const { label } = DOSE_GLYPHS[state]
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  const said = [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => `${count} ${label}`)
  return `Last ${days.length} days: ${said.length > 0 ? said.join(", ") : "no doses"}`
}

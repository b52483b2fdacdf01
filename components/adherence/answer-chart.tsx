import { CHART_TEXT, type ChartSide, chartSide, everyNth } from "@/components/adherence/chart-side"
import { cn } from "@/components/ui/cn"
import { type AnswerBin, type AnswerTimes, BIN_MINUTES } from "@/lib/doses/answer-bins"
import { minutesOf, timeOf } from "@/lib/doses/wall-clock"

const HEIGHT = 116
const BASE = 92
/** The due time has a line of its own above the numbers. */
const TOP = 36
const STEP = 56
const WIDEST = 560
const BAR = 0.6
const MOST_TIMES = 6
/** As many numbers as can be written side by side on a phone, and on a wider screen. */
const MOST_LABELS = 12
const MOST_LABELS_WIDE = 24

export type AnswerChartProps = {
  times: AnswerTimes
  /** What it shows, for who does not see it. */
  summary: string
  /** "due 20:00". */
  due: string
  isRtl: boolean
}

/** How many answers came in each half hour, and where the dose was due and reminded. */
export function AnswerChart({ times: { slot, bins }, summary, due, isRtl }: AnswerChartProps) {
  const side = chartSide(isRtl)
  const most = Math.max(1, ...bins.map(({ n }) => n))
  const first = bins[0]?.minutes ?? 0
  const nth = everyNth(bins.length, MOST_TIMES)
  // Times stand below where a half hour begins; where the last one ends, if there is room for both.
  const ends = bins.length > 1 ? 1 : 0
  const edges = Array.from({ length: bins.length + ends }, (_, index) => index)
  return (
    <svg
      role="img"
      aria-label={summary}
      width={Math.min(bins.length * STEP, WIDEST)}
      height={HEIGHT}
      className="block max-w-full overflow-visible"
    >
      <line x1="0" x2="100%" y1={BASE} y2={BASE} className="stroke-border" />
      {bins.map((bin, index) => (
        <Bin key={bin.minutes} {...{ bin, index, most, side }} count={bins.length} />
      ))}
      {edges
        .filter((index) => index % nth === 0)
        .map((index) => (
          <text
            key={index}
            x={side.at(index / bins.length)}
            y={BASE + 17}
            textAnchor={anchorOf(index, bins.length, side)}
            direction="ltr"
            className={cn(CHART_TEXT, "text-muted-foreground")}
          >
            {timeOf(minutesOf(slot) + first + index * BIN_MINUTES)}
          </text>
        ))}
      <Due at={-first / BIN_MINUTES / Math.max(1, bins.length)} {...{ due, side }} />
    </svg>
  )
}

/** Nothing stands out at either end. */
function anchorOf(index: number, count: number, side: ChartSide) {
  if (index === 0) return side.anchor("start")
  return index === count ? side.anchor("end") : "middle"
}

type BinProps = { bin: AnswerBin; index: number; count: number; most: number; side: ChartSide }

function Bin({ bin: { n }, index, count, most, side }: BinProps) {
  if (n === 0) return null
  const height = (BASE - TOP) * (n / most)
  const width = BAR / count
  return (
    <>
      <rect
        x={side.at((index + (1 - BAR) / 2) / count, width)}
        width={side.length(width)}
        y={BASE - height}
        height={height}
        className="fill-primary forced-colors:fill-[CanvasText]"
      />
      {count <= MOST_LABELS_WIDE ? (
        <text
          x={side.at((index + 0.5) / count)}
          y={BASE - height - 5}
          textAnchor="middle"
          direction="ltr"
          className={cn(CHART_TEXT, count > MOST_LABELS && "max-lg:hidden")}
        >
          {n}
        </text>
      ) : null}
    </>
  )
}

/** Its word stands on the side with more room. */
function Due({ at, due, side }: { at: number; due: string; side: ChartSide }) {
  const of = at > 0.5 ? "end" : "start"
  return (
    <g className="text-muted-foreground">
      <line
        x1={side.at(at)}
        x2={side.at(at)}
        y1="4"
        y2={BASE}
        strokeDasharray="3 3"
        className="stroke-current forced-colors:stroke-[CanvasText]"
      />
      <text
        x={side.at(at)}
        dx={side.shift(of === "start" ? 5 : -5)}
        y="12"
        textAnchor={side.anchor(of)}
        direction="ltr"
        className={CHART_TEXT}
      >
        {due}
      </text>
    </g>
  )
}

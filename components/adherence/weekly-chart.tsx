import { CHART_TEXT, type ChartSide, chartSide, everyNth } from "@/components/adherence/chart-side"
import { cn } from "@/components/ui/cn"
import { wholePercent } from "@/lib/doses/figures"
import type { WeekFigures } from "@/lib/doses/weeks"

const HEIGHT = 132
const BASE = 108
const TOP = 18
/** Of a week, unless there are so many that the page is too narrow. */
const STEP = 56
const WIDEST = 640
const BAR = 0.5
const MOST_DATES = 6
/** As many shares as can be written side by side on a phone, and on a wider screen. */
const MOST_LABELS = 7
const MOST_LABELS_WIDE = 14

export type WeeklyChartProps = {
  weeks: readonly WeekFigures[]
  /** What it shows, for who does not see it. */
  summary: string
  /** "40 %". */
  percent: (n: number) => string
  /** "2 Nov". */
  day: (date: string) => string
  isRtl: boolean
}

const y = (rate: number) => BASE - (BASE - TOP) * rate

/** Each week's reported adherence as a bar, with what silence leaves open as a line above it. */
export function WeeklyChart({ weeks, summary, percent, day, isRtl }: WeeklyChartProps) {
  const side = chartSide(isRtl)
  const nth = everyNth(weeks.length, MOST_DATES)
  return (
    <div role="img" aria-label={summary} className="flex min-w-0 gap-2">
      <Axis {...{ percent, isRtl }} />
      <svg
        aria-hidden
        width={Math.min(weeks.length * STEP, WIDEST)}
        height={HEIGHT}
        className="block min-w-0 shrink overflow-visible"
      >
        {[0, 0.5, 1].map((rate) => (
          <line key={rate} x1="0" x2="100%" y1={y(rate)} y2={y(rate)} className="stroke-border" />
        ))}
        {weeks.map((week, index) => (
          <Week
            key={week.fromDate}
            {...{ week, percent, side, index }}
            count={weeks.length}
            date={index % nth === 0 ? day(week.fromDate) : null}
          />
        ))}
      </svg>
    </div>
  )
}

/** Apart from the bars, so that it keeps its width. */
function Axis({ percent, isRtl }: Pick<WeeklyChartProps, "percent" | "isRtl">) {
  const side = chartSide(isRtl)
  return (
    <svg aria-hidden width="36" height={HEIGHT} className="block shrink-0 text-muted-foreground">
      {[0, 0.5, 1].map((rate) => (
        <text
          key={rate}
          x={side.at(1)}
          y={y(rate) + 4}
          textAnchor={side.anchor("end")}
          direction="ltr"
          className={CHART_TEXT}
        >
          {percent(100 * rate)}
        </text>
      ))}
    </svg>
  )
}

type WeekProps = {
  week: WeekFigures
  index: number
  count: number
  side: ChartSide
  percent: (n: number) => string
  date: string | null
}

function Week({ week, index, count, side, percent, date }: WeekProps) {
  const { rate, high, enough, taken, n } = week.figures
  const middle = side.at((index + 0.5) / count)
  const words = { x: middle, textAnchor: "middle" } as const
  return (
    <g>
      {rate === null || high === null ? null : (
        <>
          <Bar {...{ rate, high, enough, middle, index, count, side }} />
          {count <= MOST_LABELS_WIDE ? (
            <text
              {...words}
              y={y(high) - 5}
              direction="ltr"
              className={cn(CHART_TEXT, count > MOST_LABELS && "max-lg:hidden")}
            >
              {enough ? percent(wholePercent(rate)) : `${taken}/${n}`}
            </text>
          ) : null}
        </>
      )}
      {date ? (
        <text {...words} y={BASE + 17} className={cn(CHART_TEXT, "text-muted-foreground")}>
          {date}
        </text>
      ) : null}
    </g>
  )
}

type BarProps = {
  rate: number
  high: number
  enough: boolean
  index: number
  count: number
  middle: string
  side: ChartSide
}

/** Too few doses are an outline, so that they do not weigh as much. */
function Bar({ rate, high, enough, index, count, middle, side }: BarProps) {
  const width = BAR / count
  return (
    <>
      <rect
        x={side.at((index + (1 - BAR) / 2) / count, width)}
        width={side.length(width)}
        y={y(rate)}
        height={BASE - y(rate)}
        className={
          enough
            ? "fill-primary forced-colors:fill-[CanvasText]"
            : "fill-none stroke-input forced-colors:stroke-[CanvasText]"
        }
        strokeDasharray={enough ? undefined : "3 2"}
      />
      {high > rate ? (
        <g className="stroke-muted-foreground forced-colors:stroke-[CanvasText]">
          <line x1={middle} x2={middle} y1={y(rate)} y2={y(high)} />
          {count <= MOST_LABELS_WIDE ? (
            <svg aria-hidden x={middle} y={y(high)} overflow="visible">
              <path d="M-3 0h6" />
            </svg>
          ) : null}
        </g>
      ) : null}
    </>
  )
}

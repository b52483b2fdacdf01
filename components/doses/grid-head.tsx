import type { GridDay } from "@/components/doses/grid-days"
import type { MarkWords } from "@/components/doses/use-mark-words"
import type { LocalDate } from "@/lib/local-date"

type GridHeadProps = { weeks: GridDay[][]; today: LocalDate; markWords: MarkWords }

/** Read out with each cell's own sentence, so hidden from screen readers here. */
export function GridHead({ weeks, today, markWords }: GridHeadProps) {
  return (
    <div aria-hidden className="dose-grid-row">
      <div className="dose-grid-first" />
      {weeks.map((week) => (
        <div key={week[0]?.date} className="dose-week" data-part={week.length < 7 ? "" : undefined}>
          {week.map(({ date, text, month, startsMonth, hours }) => (
            <span
              key={date}
              className="dose-day"
              data-day={date}
              data-today={date === today ? "" : undefined}
              data-hours={hours === 24 ? undefined : hours}
              title={hours === 24 ? undefined : markWords.hours(date, hours)}
            >
              {month ? <b data-starts={startsMonth ? "" : undefined}>{month}</b> : null}
              {text}
              {hours === 24 ? null : <small>{markWords.hoursShort(hours)}</small>}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

import { grouped } from "@/lib/grouped"
import { addDays, earlierOf, type LocalDate, laterOf, weekdayOf } from "@/lib/local-date"
import { type FigureDose, type FigureRange, type Figures, figures } from "./figures"

/** A week from Monday, as far as it lies within the range. */
export type WeekFigures = { fromDate: LocalDate; toDate: LocalDate; figures: Figures }

/** The figures of each week of a range, those without doses included, in order. */
export function weeklyFigures(doses: readonly FigureDose[], range: FigureRange): WeekFigures[] {
  const mondayOf = (date: LocalDate) => addDays(date, 1 - weekdayOf(date))
  const byWeek = grouped(doses, ({ localDate }) => mondayOf(localDate))
  const weeks: WeekFigures[] = []
  for (let monday = mondayOf(range.fromDate); monday <= range.toDate; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6)
    const fromDate = laterOf(monday, range.fromDate)
    const toDate = earlierOf(sunday, range.toDate)
    const ofWeek = figures(byWeek.get(monday) ?? [], { fromDate, toDate, now: range.now })
    weeks.push({ fromDate, toDate, figures: ofWeek })
  }
  return weeks
}

import { grouped } from "@/lib/grouped"
import { closedDoses, type FigureRange } from "./figures"
import { answers, ENOUGH_ANSWERS, type PatternDose } from "./patterns"
import { minutesOf, timeOf } from "./wall-clock"

export const BIN_MINUTES = 30

/** How many answers came in a half hour that begins at `time` (`HH:MM`, the patient's clock). */
export type AnswerBin = { minutes: number; time: string; n: number }

/** When the doses of one time of day were reported taken; `minutes` from that time on. */
export type AnswerTimes = { slot: string; n: number; bins: AnswerBin[] }

/** Of each time of day with enough answers, the half hours from the first answer to the last. */
export function answerBins(doses: readonly PatternDose[], range: FigureRange): AnswerTimes[] {
  const given = answers(closedDoses(doses, range))
  return [...grouped(given, ({ dose }) => dose.slot)]
    .filter(([, said]) => said.length >= ENOUGH_ANSWERS)
    .map(([slot, said]) => {
      const places = said.map(({ minutes }) => Math.floor(minutes / BIN_MINUTES))
      // The due time itself is always in sight.
      const [first, last] = [Math.min(0, ...places), Math.max(0, ...places)]
      const bins = Array.from({ length: last - first + 1 }, (_, index) => {
        const minutes = (first + index) * BIN_MINUTES
        const n = places.filter((place) => place === first + index).length
        return { minutes, time: timeOf(minutesOf(slot) + minutes), n }
      })
      return { slot, n: said.length, bins }
    })
    .sort((a, b) => (a.slot < b.slot ? -1 : 1))
}

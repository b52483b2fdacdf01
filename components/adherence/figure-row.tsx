import { Stat } from "@/components/ui/stat"
import { FIGURE_DEFINITIONS } from "@/lib/doses/definitions"
import { type Figures, wholePercent } from "@/lib/doses/figures"
import { FIGURE_PERIODS, type FigurePeriod } from "@/lib/patients/timeline"

/** Reported adherence over three periods, then what the last 30 days say besides. */
export function FigureRow({ figures }: { figures: Record<FigurePeriod, Figures> }) {
  const month = figures[30]
  return (
    <section
      aria-label="Figures"
      className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-md border bg-surface px-4 py-3 sm:grid-cols-3 xl:grid-cols-6"
    >
      {FIGURE_PERIODS.map((days) => (
        <AdherenceStat key={days} days={days} figures={figures[days]} />
      ))}
      <Stat
        label="On time, 30 days"
        {...rate(month.enough ? month.onTimeRate : null)}
        of={[month.onTime, month.n]}
        noun="doses"
        definition={<DefinitionOf name="onTime" />}
      />
      <Stat
        label="Responses, 30 days"
        {...rate(month.responseRate)}
        of={[month.replied, month.reminded]}
        noun="reminded"
        definition={<DefinitionOf name="responseRate" />}
      />
      <GapStat figures={month} />
    </section>
  )
}

function AdherenceStat({ days, figures }: { days: FigurePeriod; figures: Figures }) {
  const { low, high, taken, n, trend } = figures
  const range = low === null || high === null ? null : ([low, high] as const)
  return (
    <Stat
      label={`Reported, ${days} days`}
      {...rate(figures.enough ? figures.rate : null)}
      of={[taken, n]}
      noun="doses"
      {...(range ? { range: [wholePercent(range[0]), wholePercent(range[1])] as const } : {})}
      {...(days === 7 && trend !== null ? { delta: trendWords(trend) } : {})}
      definition={<DefinitionOf name="rate" />}
    />
  )
}

function GapStat({ figures: { currentGap, streak } }: { figures: Figures }) {
  const inGap = currentGap.doses > 0
  return (
    <Stat
      label={inGap ? "Current gap" : "Streak"}
      value={inGap ? currentGap.doses : streak}
      unit={(inGap ? currentGap.doses : streak) === 1 ? "dose" : "doses"}
      {...(inGap && currentGap.hours !== null
        ? { delta: `${Math.round(currentGap.hours)} h since the last reported take` }
        : {})}
      definition={<DefinitionOf name={inGap ? "currentGap" : "streak"} />}
    />
  )
}

export function DefinitionOf({ name }: { name: keyof typeof FIGURE_DEFINITIONS }) {
  const { definition, denominator } = FIGURE_DEFINITIONS[name]
  return (
    <>
      <p>{definition}</p>
      <p className="mt-2 text-muted-foreground">Out of: {denominator}</p>
    </>
  )
}

function rate(value: number | null) {
  return value === null ? { value: null } : { value: wholePercent(value), unit: "%" }
}

export function trendWords(points: number): string {
  return `${points > 0 ? "+" : "−"}${Math.abs(points)} points on the week before`
}

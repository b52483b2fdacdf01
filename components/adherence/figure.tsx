import { DefinedFigure } from "@/components/adherence/definition-of"
import { OpenDoses } from "@/components/adherence/open-doses"
import type { FigureWords } from "@/components/adherence/use-figure-words"
import { cn } from "@/components/ui/cn"
import type { OpenableFigure } from "@/lib/doses/behind"
import type { Figures } from "@/lib/doses/figures"

type FigureProps = {
  name: OpenableFigure
  figures: Figures
  words: FigureWords
  /** "Reported, 30 days". */
  label: string
  onOpen: (name: OpenableFigure) => void
  /** Tells the change on the week before, where there is one. */
  hasTrend?: boolean
  isChosen?: boolean
}

/** A number with its definition, its denominator, its range, and the doses behind it. */
export function Figure(props: FigureProps) {
  const { name, figures, words, label, onOpen, hasTrend, isChosen } = props
  const { tell, trendOf, opening, notEnough } = words
  const { value, count, detail } = tell(name, figures)
  const isRun = value === count
  return (
    <div className="grid content-start gap-0.5">
      <div className={cn("text-sm", isChosen ? "font-medium" : "text-muted-foreground")}>
        <DefinedFigure name={name} label={label} />
      </div>
      {isRun ? (
        <OpenDoses
          {...{ count }}
          name={opening(count, label)}
          onOpen={() => onOpen(name)}
          className="h-9 font-semibold text-xl tracking-tight"
        />
      ) : (
        <>
          {value === null ? (
            <div className="flex h-9 items-center font-medium text-base">{notEnough}</div>
          ) : (
            <div className="font-semibold text-2xl tracking-tight">{value}</div>
          )}
          <OpenDoses
            {...{ count }}
            name={opening(count, label)}
            onOpen={() => onOpen(name)}
            className="text-xs"
          />
        </>
      )}
      {detail && value !== null ? (
        <div className="text-muted-foreground text-xs">{detail}</div>
      ) : null}
      {hasTrend && figures.trend !== null ? (
        <OpenDoses
          count={trendOf(figures.trend)}
          name={opening(trendOf(figures.trend), label)}
          onOpen={() => onOpen("trend")}
          className="text-xs"
        />
      ) : null}
    </div>
  )
}

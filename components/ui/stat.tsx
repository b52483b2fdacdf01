import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"
import { Definition } from "@/components/ui/definition"

export type StatProps = {
  /** With the word "reported" where it rests on replies: "Reported adherence". */
  label: string
  /** Already rounded for people; null where there is not enough data. */
  value: number | string | null
  unit?: string
  /** "24 of 28": numerator and denominator, which every percentage carries. */
  of?: readonly [count: number, total: number]
  /** What is counted: "doses". */
  noun?: string
  /** Low and high of what the truth can be, in the value's unit. */
  range?: readonly [low: number, high: number]
  /** A change worth telling, in words: "+12 points in 7 days". */
  delta?: string
  /** What the figure means and how it is computed; opens from the dotted underline. */
  definition?: ReactNode
  className?: string
}

export function Stat(props: StatProps) {
  const { label, value, unit, definition, delta, className } = props
  return (
    <div className={cn("grid content-start gap-0.5", className)}>
      <div className="text-muted-foreground text-sm">
        {definition ? <Definition term={label}>{definition}</Definition> : label}
      </div>
      {value === null ? (
        <div className="flex h-9 items-center font-medium text-base">Not enough data</div>
      ) : (
        <div className="font-semibold text-2xl tracking-tight">
          {value}
          {unit ? <span className="ml-1 font-medium text-base tracking-normal">{unit}</span> : null}
        </div>
      )}
      <div className="text-muted-foreground text-xs">{detailOf(props)}</div>
      {delta ? <div className="text-xs">{delta}</div> : null}
    </div>
  )
}

/** One line for tables: `86 % · 24 of 28 · 86–96 %`. */
export function InlineStat(props: Omit<StatProps, "definition" | "label"> & { label?: string }) {
  const { value, unit, className } = props
  const detail = detailOf(props)
  return (
    <span className={cn("whitespace-nowrap", className)}>
      {value === null ? (
        <span className="text-muted-foreground">Not enough data</span>
      ) : (
        <span className="font-medium">{unit ? `${value} ${unit}` : value}</span>
      )}
      {detail ? <span className="text-muted-foreground"> · {detail}</span> : null}
    </span>
  )
}

function detailOf({ value, unit, of, noun, range }: Omit<StatProps, "label">): string {
  const suffix = unit ? `\u00a0${unit}` : ""
  const parts: string[] = []
  if (of && value === null) parts.push(`n = ${of[1]}`)
  else if (of) parts.push(`${of[0]} of ${of[1]}${noun ? ` ${noun}` : ""}`)
  if (range && value !== null) {
    parts.push(range[0] === range[1] ? `${range[0]}${suffix}` : `${range[0]}–${range[1]}${suffix}`)
  }
  return parts.join(" · ")
}

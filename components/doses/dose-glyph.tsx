import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"
import type { DoseState } from "@/db/enums"

type DoseGlyphProps = {
  state: DoseState
  size?: "small" | "cell"
  /** True where words beside it already say the state. */
  decorative?: boolean
  className?: string
}

/** One dose's state outside the grid: 20 px in lines of text, 28 px as a cell. */
export function DoseGlyph({ state, size = "small", decorative, className }: DoseGlyphProps) {
  const t = useTranslations("doses.states")
  const classes = cn("dose", `dose-${state}`, size === "small" && "dose-small", className)
  return decorative ? (
    <span aria-hidden className={classes} />
  ) : (
    <span role="img" aria-label={t(state)} className={classes} />
  )
}

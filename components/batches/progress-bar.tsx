import { useTranslations } from "next-intl"
import { useMessageWords, withinSentence } from "@/components/messages/message-words"
import { cn } from "@/components/ui/cn"
import type { MessageState } from "@/db/enums"
import type { BatchSummary } from "@/lib/batches/progress"

const FILLS: [MessageState, string][] = [
  ["sent", "fill-primary"],
  ["unknown", "fill-warning-edge"],
  ["failed", "fill-danger"],
  ["expired", "fill-input"],
  ["cancelled", "fill-input"],
]
const WIDTH = 1_000

type ProgressBarProps = { batch: Pick<BatchSummary, "going" | "states">; className?: string }

/** How many are through, by what became of them. Drawn, since inline styles are refused by the CSP. */
export function ProgressBar({ batch, className }: ProgressBarProps) {
  const t = useTranslations("batches.progress")
  const state = useMessageWords().state
  const { going, states } = batch
  const widths = FILLS.map(([state]) => (WIDTH * (states[state] ?? 0)) / Math.max(1, going))
  const parts = FILLS.flatMap(([each]) => {
    const n = states[each] ?? 0
    return n > 0 ? [t("part", { n, state: withinSentence(state(each)) })] : []
  }).join(", ")
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 8`}
      preserveAspectRatio="none"
      role="img"
      aria-label={parts ? t("of", { parts, going }) : t("none", { going })}
      className={cn("h-2 w-full overflow-hidden rounded-sm bg-hover rtl:-scale-x-100", className)}
    >
      {FILLS.map(([state, fill], at) => (
        <rect
          key={state}
          x={widths.slice(0, at).reduce((sum, width) => sum + width, 0)}
          width={widths[at]}
          height={8}
          className={fill}
        />
      ))}
    </svg>
  )
}

import { QuotedWords } from "@/components/review/queue-row"
import { Badge } from "@/components/ui/badge"
import { cn } from "@/components/ui/cn"
import { FLAG_WORDS } from "@/lib/replies/words"
import type { ReviewItem } from "@/lib/review/item"
import { FILTER_WORDS, suggestion, whyHere } from "@/lib/review/words"

/** What came in, why it is here, and what to do. */
export function WhyHere({ item }: { item: ReviewItem }) {
  const advice = suggestion(item)
  const isUrgent = item.filter === "safety"
  return (
    <section aria-label="Why it is here" className="grid gap-2">
      <blockquote className="whitespace-pre-wrap break-words font-medium text-lg">
        <QuotedWords item={item} />
      </blockquote>
      <p className={cn("text-base", isUrgent && "font-medium text-danger")}>{whyHere(item)}</p>
      {advice ? <p className="text-muted-foreground text-sm">{advice}</p> : null}
      <div className="flex flex-wrap gap-1.5">
        <Badge variant={isUrgent ? "danger" : "primary"}>{FILTER_WORDS[item.filter]}</Badge>
        {item.flags
          .filter((flag) => flag !== "safety")
          .map((flag) => (
            <Badge key={flag} variant="warning" className="h-auto whitespace-normal py-0.5">
              {FLAG_WORDS[flag]}
            </Badge>
          ))}
      </div>
    </section>
  )
}

"use client"

import { useTranslations } from "next-intl"
import { QuotedWords } from "@/components/review/queue-row"
import { useReplyWords } from "@/components/review/reply-words"
import { Badge } from "@/components/ui/badge"
import { cn } from "@/components/ui/cn"
import type { ReviewItem } from "@/lib/review/item"

/** What came in, why it is here, and what to do. */
export function WhyHere({ item, advised = true }: { item: ReviewItem; advised?: boolean }) {
  const t = useTranslations("review")
  const words = useReplyWords()
  const advice = advised ? words.advice(item) : null
  const isUrgent = item.filter === "safety"
  return (
    <section aria-label={t("why.section")} className="grid gap-2">
      <blockquote dir="auto" className="whitespace-pre-wrap break-words font-medium text-lg">
        <QuotedWords item={item} />
      </blockquote>
      <p className={cn("text-base", isUrgent && "font-medium text-danger")}>
        {words.whyHere(item)}
      </p>
      {advice ? <p className="text-muted-foreground text-sm">{advice}</p> : null}
      <div className="flex flex-wrap gap-1.5">
        <Badge variant={isUrgent ? "danger" : "primary"}>{t(`filter.${item.filter}`)}</Badge>
        {item.flags
          .filter((flag) => flag !== "safety")
          .map((flag) => (
            <Badge key={flag} variant="warning" className="h-auto whitespace-normal py-0.5">
              {words.flag(flag)}
            </Badge>
          ))}
      </div>
    </section>
  )
}

"use client"

import { useTranslations } from "next-intl"
import { ISOLATED } from "@/components/composer/isolated"
import { useMessageWords, withinSentence } from "@/components/messages/message-words"
import { PaneSection } from "@/components/review/facts"
import { useReplyWords } from "@/components/review/reply-words"
import { cn } from "@/components/ui/cn"
import { usePersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import type { AroundItem } from "@/lib/review/around"

type AroundThreadProps = { items: readonly AroundItem[]; zone: string }

/** What was said in both directions within two days, oldest first, the reply in question marked. */
export function AroundThread({ items, zone }: AroundThreadProps) {
  const t = useTranslations("review.around")
  if (items.length < 2) return null
  return (
    <PaneSection title={t("title")}>
      <ol className="grid gap-2 rounded-md border p-3">
        {items.map((item) => (
          <AroundLine key={item.id} item={item} zone={zone} />
        ))}
      </ol>
    </PaneSection>
  )
}

function AroundLine({ item, zone }: { item: AroundItem; zone: string }) {
  const t = useTranslations("review")
  const nameOf = usePersonName()
  const messages = useMessageWords()
  const replies = useReplyWords()
  const isThis = item.kind === "reply" && item.isThis
  const who = item.kind === "message" ? "we" : "they"
  const state = item.kind === "message" ? messages.state(item.state) : replies.state(item.state)
  return (
    <li
      aria-current={isThis || undefined}
      className={cn("grid gap-0.5", item.kind === "message" ? "ps-8" : "pe-8")}
    >
      <p
        dir="auto"
        className={cn(
          "whitespace-pre-wrap break-words rounded-md px-2 py-1 text-sm",
          item.kind === "message" ? "bg-hover" : "border",
          isThis && "font-medium outline-2 outline-primary",
        )}
      >
        {item.words?.trim() ? item.words : <em>{t("row.wordless")}</em>}
      </p>
      <p className="text-muted-foreground text-xs">
        {item.patientName
          ? t.rich(`around.${who}About`, { name: nameOf(item.patientName), ...ISOLATED })
          : t(`around.${who}`)}{" "}
        · <Time instant={item.at} zone={zone} form="short" /> ·{" "}
        {isThis ? t("around.this") : withinSentence(state)}
      </p>
    </li>
  )
}

"use client"

import { useTranslations } from "next-intl"
import { useMessageWords } from "@/components/messages/message-words"
import type { WhyAnswer } from "@/lib/messages/why-not"

/** Why there was a text, or none, in the reader's language. */
export function useWhyWords() {
  const t = useTranslations("evidence.whyDay")
  const messages = useMessageWords()
  return {
    label: ({ told: { label, kind } }: WhyAnswer): string =>
      t(`label.${label}`, { kind: kind === null ? "" : t(`kind.${kind}`) }),
    /** Empty where the label says all. */
    detail: ({ told: { label, detail } }: WhyAnswer): string => {
      switch (detail.is) {
        case "words":
          return detail.words
        case "reason": {
          const why = messages.reason(detail.code)
          return why && detail.again ? t("again", { why }) : why
        }
        case "tried":
          return t("tried", {
            worker: t(`worker.${detail.worker}`),
            late: t(detail.isOver ? "late.over" : "late.open"),
          })
        case "usual":
          return t.has(`usual.${label as "held"}`) ? t(`usual.${label as "held"}`) : ""
      }
    },
  }
}

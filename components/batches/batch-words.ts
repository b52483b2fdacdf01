import { useTranslations } from "next-intl"
import { useMessageWords } from "@/components/messages/message-words"
import { durationOf } from "@/lib/batches/check"
import type { BatchRecipient } from "@/lib/batches/progress"
import type { Refusal } from "@/lib/messages/gate"

/** "40 s", "12 min", "1 h 25 min", in the reader's language. */
export function useDurationWords() {
  const t = useTranslations("batches.duration")
  return (seconds: number) => {
    const { unit, ...values } = durationOf(seconds)
    return t(unit, values)
  }
}

/** How a recipient's text stands, and why. */
export function useResultWords() {
  const t = useTranslations("batches")
  const words = useMessageWords()
  const isSkip = (code: string): code is Refusal => t.has(`skipped.${code as Refusal}`)
  return {
    result: (result: BatchRecipient["result"] | "all") =>
      result === "all" || result === "skipped" ? t(`result.${result}`) : words.state(result),
    reason: ({ result, reason }: Pick<BatchRecipient, "result" | "reason">): string => {
      if (result !== "skipped") return words.reason(reason)
      return reason !== null && isSkip(reason) ? t(`skipped.${reason}`) : ""
    },
  }
}

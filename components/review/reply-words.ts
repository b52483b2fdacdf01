import { useTranslations } from "next-intl"
import { useMessageWords } from "@/components/messages/message-words"
import type { Confidence, Intent, MatchRule, ReplyFlag, ReplyState } from "@/db/enums"
import type review from "@/lib/i18n/en/review.json"
import type { ReviewItem } from "@/lib/review/item"

type Reason = keyof typeof review.reply.reason
type Advice = Exclude<keyof typeof review.advice, "unknownSend" | "failedSend">
type Kind = Exclude<keyof typeof review.sender, "unknown">
type Told = Pick<ReviewItem, "kind" | "state" | "reason">

/** What is said of replies, their senders and why they wait, in the reader's language. */
export function useReplyWords() {
  const t = useTranslations("review")
  const messages = useMessageWords()
  const isReason = (code: string | null): code is Reason =>
    code !== null && t.has(`reply.reason.${code as Reason}`)
  const isAdvised = (code: string | null): code is Advice =>
    code !== null && t.has(`advice.${code as Advice}`)
  const isKind = (kind: string): kind is Kind => t.has(`sender.${kind as Kind}`)

  /** For a failed or unknown send: what happened and why. */
  const whySend = ({ state, reason }: Told): string => {
    const head = t(state === "unknown" ? "why.unknown" : "why.notSent")
    return [head, messages.reason(reason)].filter(Boolean).join(" ")
  }
  return {
    state: (state: ReplyState) => t(`reply.replyState.${state}`),
    rule: (rule: MatchRule) => t(`reply.rule.${rule}`),
    flag: (flag: ReplyFlag) => t(`reply.flag.${flag}`),
    /** "Taken, high certainty". */
    meaning: (intent: Intent | null, confidence: Confidence | null): string => {
      if (!intent) return t("meaning.unread")
      const words = t(`reply.intent.${intent}`)
      const isAnswer = intent === "taken" || intent === "not_taken"
      return confidence && isAnswer ? t(`meaning.${confidence}`, { intent: words }) : words
    },
    /** A kind of BioT's that has no words of ours stands as it came. */
    sender: (kind: string | null): string => {
      if (kind === null) return t("sender.unknown")
      return isKind(kind) ? t(`sender.${kind}`) : kind
    },
    /** Why an item is in the queue, in one sentence. */
    whyHere: (item: Told): string => {
      if (item.kind === "message") return whySend(item)
      return isReason(item.reason) ? t(`reply.reason.${item.reason}`) : t("why.read")
    },
    /** What to do about it, in one sentence; null where the reason says enough. */
    advice: ({ kind, state, reason }: Told): string | null => {
      if (kind === "message") {
        return t(state === "unknown" ? "advice.unknownSend" : "advice.failedSend")
      }
      return isAdvised(reason) ? t(`advice.${reason}`) : null
    },
  }
}

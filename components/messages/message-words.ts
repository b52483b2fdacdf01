import { useTranslations } from "next-intl"
import type { MessageKind, MessageState } from "@/db/enums"
import type messages from "@/lib/i18n/en/messages.json"
import type { Refusal, Warning } from "@/lib/messages/gate"
import type { LogRow } from "@/lib/messages/log-row"
import { readSendReason } from "@/lib/messages/send-reason"

type Reason = keyof typeof messages.reason
type Step = keyof typeof messages.trail.step

/**
 * What is said of messages in the reader's language: their kinds, states, steps and reasons. The
 * same in English is in lib/messages/words.ts, for what leaves the portal. Needs the parts
 * `messages` and `composer`.
 */
export function useMessageWords() {
  const t = useTranslations("messages")
  const gate = useTranslations("composer")
  const isReason = (code: string): code is Reason => t.has(`reason.${code as Reason}`)
  const isRefusal = (code: string): code is Refusal => gate.has(`refusal.${code as Refusal}`)

  /** Why a message is in its state, in one sentence; empty where the state says all. */
  const reason = (kept: string | null): string => {
    const read = readSendReason(kept, (code) => isReason(code) || isRefusal(code))
    if (read === null) return ""
    if (read.kind !== "known") return t(`reasonOther.${read.kind}`, { ...read })
    if (isReason(read.code)) return t(`reason.${read.code}`)
    return isRefusal(read.code) ? gate(`refusal.${read.code}`) : ""
  }
  return {
    kind: (kind: MessageKind) => t(`kind.${kind}`),
    state: (state: MessageState) => t(`state.${state}`),
    reason,
    warning: (code: string) =>
      gate.has(`warning.${code as Warning}`) ? gate(`warning.${code as Warning}`) : code,
    /** Null for a step of another kind. */
    step: (verb: string) => {
      const step = verb.replace(/^message\./, "") as Step
      return t.has(`trail.step.${step}`) ? t(`trail.step.${step}`) : null
    },
    /** Why it stands as it does, and what comes next; empty for one that was simply sent. */
    detail: (message: Pick<LogRow, "state" | "reason">): string => {
      const why = reason(message.reason)
      if (message.state === "unknown") {
        return why ? t("detail.unknown", { why }) : t("detail.unknownAlone")
      }
      if (message.state === "queued" && why) return t("detail.queued", { why })
      if (message.state === "cancelled") return why || t("detail.cancelled")
      return why
    },
  }
}

/** A state as it stands inside a sentence; nouns keep their capitals in German. */
export function withinSentence(words: string): string {
  return words.charAt(0).toLocaleLowerCase() + words.slice(1)
}

import { useTranslations } from "next-intl"
import { OUTCOME_WORDS } from "@/lib/tasks/words"

const OUTCOMES = ["reached_taken", "reached_not_taken", "excused"] as const

/** Staff's own words, or what a follow-up's outcome says where nobody wrote any. */
export function useReasonWords(): (reason: string) => string {
  const t = useTranslations("ui.reason")
  return (reason) => {
    const outcome = OUTCOMES.find((each) => OUTCOME_WORDS[each] === reason)
    return outcome ? t(outcome) : reason
  }
}

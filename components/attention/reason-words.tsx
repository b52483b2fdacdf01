import { useTranslations } from "next-intl"
import type { NeedReason } from "@/lib/patients/need"

/** Puts a reason for attention into words; the page must give the namespace `today`. */
export function useReasonWords(): (reason: NeedReason) => string {
  const t = useTranslations("today")
  return ({ rule, values }) => {
    if (rule === "unreachable") {
      const reasons = values.reasons.map((each) => t(`unreachable.${each}`)).join("; ")
      return t("need.unreachable", { reasons })
    }
    return t(`need.${rule}`, values as Record<string, number>)
  }
}

export function ReasonWords({ reason }: { reason: NeedReason }) {
  return useReasonWords()(reason)
}

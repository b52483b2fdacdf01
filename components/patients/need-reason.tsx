import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useReasonWords } from "@/components/attention/reason-words"
import { NEED_WEIGHTS, type NeedReason } from "@/lib/patients/need"
import type { PatientRow } from "@/lib/patients/patient-row"

/** How much a reason counts in the list's order. */
const weightOf = ({ rule }: NeedReason): number => NEED_WEIGHTS[rule]

type NeedOf = Pick<PatientRow, "need" | "needReasons">

/** The weightiest reason in a row of the list; why the patient stands there on hover and read out. */
export function NeedLine({ of }: { of: NeedOf }) {
  const t = useTranslations("patients")
  const words = useReasonWords()
  const [first, ...more] = of.needReasons
  if (first === undefined) return null
  const reasons = of.needReasons.map((reason) =>
    t("order.weighed", { sentence: words(reason), weight: weightOf(reason) }),
  )
  const why = t("order.stands", { reasons: reasons.join(" · "), need: of.need })
  return (
    <p title={why} className="flex min-w-0 gap-1 text-muted-foreground text-xs">
      <span aria-hidden className="truncate">
        {words(first)}
      </span>
      {more.length > 0 ? (
        <span aria-hidden className="shrink-0">
          {t("order.more", { n: more.length })}
        </span>
      ) : null}
      <span className="sr-only">{why}</span>
    </p>
  )
}

type NeedListProps = {
  of: NeedOf
  /** Puts a reason's words where what it is about stands. */
  link: (reason: NeedReason, words: string) => ReactNode
}

/** All reasons, each with its weight where it is known, and what they come to. */
export function NeedList({ of, link }: NeedListProps) {
  const t = useTranslations("patients")
  const words = useReasonWords()
  return (
    <ul className="grid gap-1">
      {of.needReasons.map((reason) => (
        <li key={reason.rule} className="flex items-baseline justify-between gap-3">
          <span>{link(reason, words(reason))}</span>
          <span className="shrink-0 text-muted-foreground text-xs">
            {t("order.weight", { weight: weightOf(reason) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

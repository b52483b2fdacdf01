import { useLocale, useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import { Quoted } from "@/components/ui/quoted"
import { dateWords } from "@/components/ui/time-words"
import type { NamedDose } from "@/lib/conversations/thread"
import type { TimelineReply } from "@/lib/patients/timeline"

/** A patient's own words, verbatim and only ever as text. */
export function Said({ body }: { body: string | null }) {
  const t = useTranslations("conversation.reply")
  if (!body) return <p className="text-muted-foreground text-sm">{t("noText")}</p>
  return (
    <blockquote dir="auto" className="whitespace-pre-wrap break-words text-base">
      <Quoted>{body}</Quoted>
    </blockquote>
  )
}

/** What stands out about a reply. */
export function ReplyFlags({ flags }: Pick<TimelineReply, "flags">) {
  const t = useTranslations("conversation.reply.flag")
  if (flags.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1">
      {flags.map((flag) => (
        <li key={flag} className="flex min-w-0">
          <Badge variant={flag === "safety" ? "danger" : "outline"}>{t(flag)}</Badge>
        </li>
      ))}
    </ul>
  )
}

/** As what a reply was counted, and how sure that is where it is not plain. */
export function useReplyState() {
  const t = useTranslations("conversation.reply")
  return ({ state: key, intent, confidence }: TimelineReply): string => {
    const state = t(`state.${key}`)
    if (key !== "applied" || !intent) return state
    const meaning = t(`meaning.${intent}`)
    if (confidence === null || confidence === "high") return t("as", { state, meaning })
    return t("asSure", { state, meaning, certainty: t(`certainty.${confidence}`) })
  }
}

/** Names a dose that an item is about: "Tue 3 Nov 08:00 Metformin". */
export function useDoseName() {
  const t = useTranslations("conversation")
  const language = useLocale()
  return ({ localDate, slot, medication }: NamedDose): string =>
    t("dose", { day: dateWords(localDate, language), slot, medication })
}

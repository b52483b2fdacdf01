"use client"

import { useLocale, useTranslations } from "next-intl"
import { EvidenceSection } from "@/components/adherence/evidence-parts"
import { TakeBack } from "@/components/adherence/take-back"
import { isolated } from "@/components/doses/fill-words"
import { useReasonWords } from "@/components/ui/reason-words"
import { Time } from "@/components/ui/time"
import { liveFacts } from "@/lib/doses/reduce"
import type { TimelineEvent } from "@/lib/patients/timeline"

type CorrectionsProps = {
  patientId: string
  events: TimelineEvent[]
  zone: string
  mayCorrect: boolean
}

/** What staff said about a dose, and what was taken back; nothing of it is ever deleted. */
export function Corrections({ patientId, events, zone, mayCorrect }: CorrectionsProps) {
  const t = useTranslations("evidence.said")
  if (events.length === 0) return null
  const takenBack = takenBackOf(events)
  return (
    <EvidenceSection title={t("title")}>
      <ul className="grid gap-3">
        {events.map((event) => (
          <li key={event.id} tabIndex={-1} className="grid gap-1 border-s-2 ps-3 text-sm">
            <Statement event={event} zone={zone} isVoided={takenBack.has(event.id)} />
            {mayCorrect && event.source === "staff" && !isOver(event, takenBack) ? (
              <TakeBack {...{ patientId, event }} />
            ) : null}
          </li>
        ))}
      </ul>
    </EvidenceSection>
  )
}

/** What was taken back and not given back since. */
function takenBackOf(events: readonly TimelineEvent[]): Set<string> {
  const live = new Set(liveFacts(events).map(({ id }) => id))
  const voided = new Set(events.map(({ voids }) => voids))
  const isBack = ({ id, kind }: TimelineEvent) =>
    kind === "voided" ? voided.has(id) : !live.has(id)
  return new Set(events.filter(isBack).map(({ id }) => id))
}

function isOver({ id, kind }: TimelineEvent, takenBack: ReadonlySet<string>): boolean {
  return kind === "voided" || takenBack.has(id)
}

type StatementProps = { event: TimelineEvent; zone: string; isVoided: boolean }

function Statement({ event, zone, isVoided }: StatementProps) {
  const t = useTranslations("evidence.said")
  const language = useLocale()
  const reasonOf = useReasonWords()
  const { takenAt, correction, reason } = event
  const said = useKindWords(event)
  const withBack = isVoided ? t("back", { said }) : said
  const clock = (at: number) => <Time instant={at} zone={zone} form="withViewer" />
  return (
    <>
      <p className="font-medium">
        {takenAt === null ? withBack : t.rich("at", { said: withBack, time: () => clock(takenAt) })}
      </p>
      {reason ? <p>{t("reason", { reason: isolated(reasonOf(reason), language) })}</p> : null}
      <p className="text-muted-foreground text-xs">
        {t.rich("by", {
          by: event.by ? isolated(event.by, language) : t(event.source),
          time: () => clock(event.recordedAt),
        })}
        {correction && correction.doses > 1 ? ` · ${t("of", { count: correction.doses })}` : null}
      </p>
    </>
  )
}

function useKindWords({ kind, source }: TimelineEvent): string {
  const t = useTranslations("evidence.said")
  if (source === "patient") {
    if (kind === "taken") return t("replyTaken")
    return kind === "not_taken" ? t("replyNotTaken") : t("other")
  }
  return kind === "reminded" || kind === "not_reminded" ? t("other") : t(kind)
}

"use client"

import { useTranslations } from "next-intl"
import { Fact, Facts } from "@/components/adherence/evidence-parts"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { useMessageWords } from "@/components/messages/message-words"
import { Badge } from "@/components/ui/badge"
import { Time } from "@/components/ui/time"
import type { EvidenceDose } from "@/lib/doses/evidence"

type EvidenceStateProps = { dose: EvidenceDose; zone: string; reasons: readonly string[] }

/** How the dose stands, and by which times and schedule. */
export function EvidenceState({ dose, zone, reasons }: EvidenceStateProps) {
  const t = useTranslations("evidence.state")
  const words = useDoseWords()
  const messages = useMessageWords()
  const { state, takenAt, outsideWindow, contradictory, schedule } = dose
  const short = (instant: number) => <Time instant={instant} zone={zone} form="short" />
  const inForce = schedule
    ? schedule.endDate === null
      ? t("since", { from: words.day(schedule.startDate) })
      : t("from", { from: words.day(schedule.startDate), to: words.day(schedule.endDate) })
    : null
  return (
    <section aria-label={t("name")} className="grid gap-3">
      {/* A new state is a new element, so that it fades in with the tint. */}
      <p
        key={state}
        className="-mx-2 flex animate-tint items-center gap-2 rounded-md px-2 py-1 font-medium text-base"
      >
        <DoseGlyph state={state} size="cell" decorative />
        <span>
          {words.stateAtStart(state)}
          {takenAt === null ? null : (
            <>
              , <Time instant={takenAt} zone={zone} form="withViewer" />
            </>
          )}
        </span>
      </p>
      {outsideWindow || (contradictory && state !== "conflicting") ? (
        <div className="flex flex-wrap gap-1">
          {outsideWindow ? <Badge variant="outline">{t("outside")}</Badge> : null}
          {contradictory ? <Badge variant="outline">{t("contradicted")}</Badge> : null}
        </div>
      ) : null}
      <Facts>
        <Fact name={t("due")}>
          <Time instant={dose.dueAt} zone={zone} form="withViewer" />
        </Fact>
        <Fact name={t("onTime")}>{short(dose.onTimeUntil)}</Fact>
        <Fact name={t("window")}>
          {t.rich("span", { from: () => short(dose.opensAt), to: () => short(dose.closesAt) })}
        </Fact>
        <Fact name={t("inForce")}>{inForce}</Fact>
        <Fact name={t("notReminded")}>
          {reasons.length > 0 ? reasons.map(messages.reason).join(" ") : null}
        </Fact>
      </Facts>
    </section>
  )
}

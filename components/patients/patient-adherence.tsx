"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { AdherenceBar } from "@/components/adherence/adherence-bar"
import { Calendar } from "@/components/adherence/calendar"
import { CorrectMany } from "@/components/adherence/correct-many"
import { type DoseList, type ListRef, rangeOf } from "@/components/adherence/dose-list"
import { FigureRow } from "@/components/adherence/figure-row"
import { AdherenceBelowLater, CompareLater } from "@/components/adherence/later"
import { usePeriodWords } from "@/components/adherence/use-period-words"
import { markedDoses } from "@/components/patients/marked-doses"
import { MarkedNote } from "@/components/patients/marked-note"
import type { PatientAddress } from "@/components/patients/patient-address"
import type { ChangeAddress } from "@/components/patients/use-patient-address"
import type { useTimeline } from "@/components/patients/use-timeline"
import { ErrorState } from "@/components/ui/error-state"
import { figures } from "@/lib/doses/figures"
import type { TimelineDose } from "@/lib/patients/timeline"

type PatientAdherenceProps = {
  read: ReturnType<typeof useTimeline>
  address: PatientAddress
  change: ChangeAddress
  /** The doses behind the number that is open. */
  list: DoseList | null
  mayCorrect: boolean
  onWhy: () => void
  thread: ReactNode
}

/** Figures, grid, patterns and texts of one patient, all about the same days. */
export function PatientAdherence(props: PatientAdherenceProps) {
  const { read, address, change, list, mayCorrect, onWhy, thread } = props
  const { timeline, isAnother, error, refetch } = read
  const t = useTranslations("adherence")
  const words = usePeriodWords(timeline.today)
  const period = words.period(timeline.period)
  const chosen = figures(timeline.doses, rangeOf("period", timeline))
  const ruleIds = markedDoses(timeline.patient, address.marked)
  const markedDoseIds = list ? new Set(list.counted.map(({ id }) => id)) : ruleIds
  const onList = (ref: ListRef) => change({ list: ref })
  return (
    <>
      <AdherenceBar
        {...{ timeline }}
        period={address.period}
        onPeriod={(next) => change({ period: next, list: null })}
        isComparing={address.versus !== null}
        onCompare={(isComparing) => change({ versus: isComparing ? "before" : null })}
      />
      {error ? (
        <ErrorState as="h2" title={t("period.failed")} onRetry={refetch}>
          {error.message}
        </ErrorState>
      ) : null}
      <div className="contents" aria-busy={isAnother || undefined}>
        <FigureRow {...{ timeline, chosen, onList }} />
      </div>
      {address.versus ? (
        <CompareLater
          {...{ timeline, chosen, versus: address.versus }}
          onVersus={(versus) => change({ versus })}
        />
      ) : null}
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_26rem] xl:grid-rows-[auto_1fr]">
        <Calendar
          {...{ timeline, period, onWhy, markedDoseIds }}
          openDoseId={address.doseId}
          onOpen={(doseId) => change({ doseId })}
          {...(mayCorrect ? { selectionActions: correctMany(timeline.patient.id) } : {})}
          note={
            ruleIds && !list ? (
              <MarkedNote n={ruleIds.size} onClear={() => change({ marked: null })} />
            ) : null
          }
        />
        <div className="min-w-0 xl:row-span-2">{thread}</div>
        <AdherenceBelowLater {...{ timeline, chosen, period, onList }} />
      </div>
    </>
  )
}

/** What can be done with doses that are selected in the grid. */
function correctMany(patientId: string) {
  return (doses: TimelineDose[], clear: () => void) => (
    <CorrectMany {...{ patientId, doses }} onDone={clear} />
  )
}

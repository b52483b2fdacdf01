"use client"

import { useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { EndMedication } from "@/components/medications/end-medication"
import { MedicationHistory } from "@/components/medications/medication-history"
import { AddPeriod } from "@/components/medications/period-list"
import { useScheduleWords } from "@/components/medications/schedule-words"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Time } from "@/components/ui/time"
import { weekdayAndDay } from "@/lib/i18n/day-words"
import { localDateAt } from "@/lib/local-date"
import type { Medication, MedicationVersion, PatientMedications } from "@/lib/regimens/medications"
import { excusingPeriod } from "@/lib/regimens/periods"
import { resolveWindows } from "@/lib/regimens/schedule"
import { currentChange } from "@/lib/regimens/versions"

type Props = {
  data: PatientMedications
  medication: Medication
  isEditable: boolean
  onEdit: () => void
}

export function MedicationRow({ data, medication, isEditable, onEdit }: Props) {
  const t = useTranslations("medications.row")
  const { scheduleWords, spanWords, windowWords, dayWords, isolated } = useScheduleWords()
  const { patient, today } = data
  const change = currentChange(medication.changes, today)
  if (!change) return null
  const { schedule } = change
  const planned = medication.changes.find((each) => each.startDate > today && each !== change)
  const told = { startDate: change.startDate, endDate: schedule.endDate }
  const isEnded = medication.state === "ended"
  const name = medication.medication
  const more = (said: ReactNode) => <span className="sr-only">{said}</span>
  return (
    <li className="grid gap-2 p-4 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 gap-1">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="font-semibold text-base">{name}</bdi>
          <bdi className="text-muted-foreground">{schedule.doseText}</bdi>
          <Standing {...{ data, medication, schedule }} />
        </h3>
        <p>
          {scheduleWords(schedule)}, {spanWords(told, today)}
        </p>
        <NextDose {...{ medication, schedule }} zone={patient.zone} />
        {planned ? (
          <p className="text-sm">
            {t("planned", {
              day: dayWords(planned.startDate, today),
              schedule: scheduleWords(planned.schedule),
              dose: isolated(planned.schedule.doseText),
            })}
          </p>
        ) : null}
        {isEnded ? null : (
          <p className="text-muted-foreground text-xs">
            {windowWords(resolveWindows(data.windows, schedule.windows))}
            {schedule.timeZone === patient.zone ? null : (
              <>
                {" · "}
                {t.rich("clock", { zone: () => <bdi dir="ltr">{schedule.timeZone}</bdi> })}
              </>
            )}
          </p>
        )}
        <MedicationHistory {...{ medication, data }} />
      </div>
      {isEditable ? (
        <div className="flex flex-wrap items-start gap-1">
          <Button size="sm" onClick={onEdit}>
            {t.rich(isEnded ? "again" : "edit", { name, more })}
          </Button>
          {isEnded ? null : (
            <>
              <AddPeriod data={data} regimenId={medication.id} />
              <EndMedication {...{ data, medication }} />
            </>
          )}
        </div>
      ) : null}
    </li>
  )
}

function Standing({
  data: { today, periods },
  medication: { id, state },
  schedule,
}: {
  data: PatientMedications
  medication: Medication
  schedule: MedicationVersion
}) {
  const t = useTranslations("medications.row")
  const { dayWords } = useScheduleWords()
  const excused = excusingPeriod({ regimenId: id, localDate: today }, periods)
  const kind = excused?.regimenId ? "paused" : "excused"
  return (
    <>
      {state === "planned" ? <Badge>{t("notBegun")}</Badge> : null}
      {state === "ended" ? <Badge variant="outline">{t("ended")}</Badge> : null}
      {state !== "ended" && excused ? (
        <Badge variant="warning">
          {excused.toDate ? t(`${kind}Until`, { day: dayWords(excused.toDate, today) }) : t(kind)}
        </Badge>
      ) : null}
      {state === "ended" ? null : (
        <Badge variant="outline">{t(schedule.isReminding ? "remindersOn" : "remindersOff")}</Badge>
      )}
    </>
  )
}

type NextDoseProps = { medication: Medication; schedule: MedicationVersion; zone: string }

/** Told on the schedule's clock, and on the patient's where that is another. */
function NextDose({ medication: { next }, schedule, zone }: NextDoseProps) {
  const t = useTranslations("medications.row")
  const language = useLocale()
  if (next === null) return null
  const { localDate, slot, dueAt } = next
  const isThere = localDate === localDateAt(dueAt, zone) && schedule.timeZone === zone
  const said = { day: weekdayAndDay(localDate, language), slot }
  return (
    <p className="text-sm">
      {isThere
        ? t("next", said)
        : t.rich("nextThere", {
            ...said,
            time: () => <Time instant={dueAt} zone={zone} form="short" />,
            zone: () => <bdi dir="ltr">{zone}</bdi>,
          })}
    </p>
  )
}

"use client"

import { useQuery } from "@tanstack/react-query"
import { Pill } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { MedicationRow } from "@/components/medications/medication-row"
import { AddPeriod, PeriodList } from "@/components/medications/period-list"
import { type Edited, RegimenSheet } from "@/components/medications/regimen-sheet"
import { PatientFrame } from "@/components/patients/patient-frame"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { fromPage } from "@/lib/live/from-page"
import type { PatientMedications } from "@/lib/regimens/medications"
import { medicationsQuery } from "@/lib/regimens/query-options"

type Props = { initial: PatientMedications; mayEdit: boolean; maySetZone: boolean }

/** What a patient takes and when, and the days on which it does not count. */
export function MedicationsView({ initial, mayEdit, maySetZone }: Props) {
  const t = useTranslations("medications.view")
  const [edited, setEdited] = useState<Edited | null>(null)
  const { data = initial } = useQuery({
    ...medicationsQuery(initial.patient.id),
    ...fromPage(initial),
  })
  const { patient, medications } = data
  const isEditable = mayEdit && patient.deletedAt === null
  const current = medications.filter(({ state }) => state !== "ended")
  const ended = medications.filter(({ state }) => state === "ended")
  const add = isEditable ? (
    <Button variant="primary" onClick={() => setEdited({ medication: null })}>
      {t("add")}
    </Button>
  ) : null

  return (
    <PatientFrame patient={patient} maySetZone={maySetZone} action={add}>
      {data.isScheduleOn ? null : (
        <p className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
          {t("scheduleOff")}
        </p>
      )}
      <section aria-label={t("label")} className="grid min-w-0 gap-3">
        {current.length === 0 ? (
          <EmptyState icon={<Pill aria-hidden />} title={t("none")}>
            {t("noneHint")}
          </EmptyState>
        ) : (
          <ul className="divide-y rounded-md border">
            {current.map((medication) => (
              <MedicationRow
                key={medication.id}
                {...{ data, medication, isEditable }}
                onEdit={() => setEdited({ medication })}
              />
            ))}
          </ul>
        )}
        {ended.length > 0 ? (
          <details className="group">
            <summary className="cursor-pointer rounded-sm text-muted-foreground text-sm hover:text-foreground">
              {t("ended", { n: ended.length })}
            </summary>
            <ul className="mt-2 divide-y rounded-md border">
              {ended.map((medication) => (
                <MedicationRow
                  key={medication.id}
                  {...{ data, medication, isEditable }}
                  onEdit={() => setEdited({ medication })}
                />
              ))}
            </ul>
          </details>
        ) : null}
      </section>
      <section aria-label={t("excused")} className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-semibold text-base">{t("excused")}</h2>
          {isEditable ? <AddPeriod data={data} regimenId={null} /> : null}
        </div>
        <p className="text-pretty text-muted-foreground text-sm">{t("excusedHint")}</p>
        <PeriodList data={data} isEditable={isEditable} />
      </section>
      <RegimenSheet data={data} edited={edited} onClose={() => setEdited(null)} />
    </PatientFrame>
  )
}

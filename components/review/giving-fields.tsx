import { useTranslations } from "next-intl"
import { DoseChoice } from "@/components/review/dose-choice"
import { EffectView } from "@/components/review/effect-view"
import { MeaningChoice } from "@/components/review/meaning-choice"
import { PatientChoice } from "@/components/review/patient-choice"
import type { Giving } from "@/components/review/use-giving"
import { usePersonName } from "@/components/ui/person-name"
import { localDateAt } from "@/lib/local-date"
import type { ReviewReply } from "@/lib/review/item"

/** The three questions of a link, and what the calendar looks like before and after. */
export function GivingFields({ reply, giving }: { reply: ReviewReply; giving: Giving }) {
  const t = useTranslations("review")
  const nameOf = usePersonName()
  const { patient, doses, doseIds, meaning, missing, effects, choose } = giving
  const day = localDateAt(reply.eventAt ?? reply.receivedAt, reply.zone)
  return (
    <>
      <PatientChoice
        candidates={reply.candidates}
        chosen={patient}
        error={missing === "patient" ? t("choice.patientMissing") : null}
        onChoose={choose.patient}
      />
      {patient ? (
        <DoseChoice
          doses={doses}
          chosen={doseIds}
          error={missing === "doses" ? t("choice.doseMissing") : null}
          onChoose={choose.doses}
        />
      ) : null}
      <MeaningChoice
        chosen={meaning}
        error={missing === "meaning" ? t("choice.meaningMissing") : null}
        onChoose={choose.meaning}
      />
      {effects && patient ? (
        <EffectView
          title={t("effect.calendarOf", { name: nameOf(patient.name) })}
          {...{ effects, doseIds, day }}
        />
      ) : null}
    </>
  )
}

import { useTranslations } from "next-intl"
import { useScheduleWords } from "@/components/medications/schedule-words"
import { Time } from "@/components/ui/time"
import type { Medication, MedicationVersion, PatientMedications } from "@/lib/regimens/medications"
import type { RegimenChange } from "@/lib/regimens/versions"

type Props = { medication: Medication; data: PatientMedications }

/** What was decided when, the newest first. */
export function MedicationHistory({ medication, data }: Props) {
  const t = useTranslations("medications.row")
  const { changes } = medication
  if (changes.length < 2) return null
  return (
    <details>
      <summary className="cursor-pointer rounded-sm text-muted-foreground text-xs hover:text-foreground">
        {t("changed", { n: changes.length - 1 })}
      </summary>
      <ol className="mt-1 grid gap-1 border-s ps-3 text-sm">
        {changes.map((change, n) => (
          <Change key={change.schedule.id} {...{ change, data }} before={changes[n + 1]} />
        ))}
      </ol>
    </details>
  )
}

type ChangeProps = {
  change: RegimenChange<MedicationVersion>
  /** None: the medication began with it. */
  before: RegimenChange<MedicationVersion> | undefined
  data: PatientMedications
}

function Change({ change, before, data: { today, patient } }: ChangeProps) {
  const t = useTranslations("medications")
  const { changeWords, scheduleWords, dayWords, isolated } = useScheduleWords()
  const { schedule } = change
  const saidOf = (old: MedicationVersion) => {
    const [from, to] = [isolated(old.timeZone), isolated(schedule.timeZone)]
    const clock = from === to ? [] : [t("change.clock", { from, to })]
    return [...changeWords(old, schedule), ...clock].join("; ") || t("change.none")
  }
  return (
    <li>
      <span className="font-medium">
        {t("row.from", { day: dayWords(change.startDate, today) })}
      </span>
      {": "}
      {before
        ? saidOf(before.schedule)
        : `${scheduleWords(schedule)}, ${isolated(schedule.doseText)}`}
      <span className="text-muted-foreground text-xs">
        {" · "}
        {t.rich("row.decided", {
          time: () => <Time instant={change.at} zone={patient.zone} form="short" />,
        })}
      </span>
    </li>
  )
}

"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { RegimenFields } from "@/components/medications/regimen-fields"
import { useScheduleWords } from "@/components/medications/schedule-words"
import { SendPreview } from "@/components/medications/send-preview"
import { Button } from "@/components/ui/button"
import { Sheet, SheetClose, SheetContent } from "@/components/ui/sheet"
import { toast } from "@/components/ui/toast-store"
import type { ActionError } from "@/lib/auth/action"
import { addDays, type LocalDate } from "@/lib/local-date"
import { addMedication, changeMedication } from "@/lib/regimens/actions"
import {
  checkDraft,
  type DraftErrors,
  draftOf,
  draftProblems,
  emptyDraft,
  fieldOf,
  type RegimenDraft,
} from "@/lib/regimens/draft"
import type { Medication, PatientMedications } from "@/lib/regimens/medications"
import { currentChange } from "@/lib/regimens/versions"

/** What is open in the editor; null: a new regimen. */
export type Edited = { medication: Medication | null }

type Props = { data: PatientMedications; edited: Edited | null; onClose: () => void }

export function RegimenSheet({ data, edited, onClose }: Props) {
  return (
    <Sheet open={edited !== null} onOpenChange={(isOpen) => (isOpen ? null : onClose())}>
      {edited ? (
        <RegimenEditor
          key={edited.medication?.id ?? "new"}
          {...{ data, onClose }}
          medication={edited.medication}
        />
      ) : null}
    </Sheet>
  )
}

type EditorProps = { data: PatientMedications; medication: Medication | null; onClose: () => void }
const FORM = "regimen-form"

function RegimenEditor({ data, medication: given, onClose }: EditorProps) {
  const t = useTranslations("medications")
  const { isolated } = useScheduleWords()
  // As it stood when the editor opened: a live update meanwhile must not hide that it changed.
  const [medication] = useState(given)
  const [draft, setDraft] = useState(() => openDraft(medication, data.today))
  const { save, pending, errors, failure, forget } = useSave(data, medication, onClose)
  const name = medication?.medication ?? ""

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    save(draft)
  }
  const change = (part: Partial<RegimenDraft>) => {
    forget()
    setDraft((before) => ({ ...before, ...part }))
  }

  return (
    <SheetContent
      title={medication ? t("sheet.edit", { name: isolated(name) }) : t("sheet.add")}
      description={
        medication ? t("sheet.editHint") : t("sheet.addHint", { zone: isolated(data.patient.zone) })
      }
      footer={
        <>
          <SheetClose asChild>
            <Button>{t("cancel")}</Button>
          </SheetClose>
          <Button type="submit" form={FORM} variant="primary" pending={pending}>
            {t(medication ? "sheet.save" : "sheet.add")}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate onSubmit={onSubmit} className="grid gap-5">
        <RegimenFields {...{ draft, errors, change, medication, data }} />
        {failure ? (
          <p role="alert" className="text-danger text-sm">
            {failure}
          </p>
        ) : null}
        <SendPreview {...{ data, medication, draft }} />
      </form>
    </SheetContent>
  )
}

function openDraft(medication: Medication | null, today: LocalDate): RegimenDraft {
  const change = medication ? currentChange(medication.changes, today) : undefined
  if (!medication || !change) return emptyDraft(today)
  const tomorrow = addDays(today, 1)
  const from = medication.state === "planned" ? change.startDate : tomorrow
  return draftOf(change.schedule, medication.medication, from)
}

function useSave(data: PatientMedications, medication: Medication | null, onClose: () => void) {
  const t = useTranslations("medications")
  const client = useQueryClient()
  const add = useAction(addMedication, "repeat")
  const edit = useAction(changeMedication)
  const [regimenId] = useState(() => crypto.randomUUID())
  const [errors, setErrors] = useState<DraftErrors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const patientId = data.patient.id

  const refuse = ({ field, sentence }: ActionError) => {
    if (field) setErrors({ [fieldOf(field)]: sentence })
    else setFailure(sentence)
  }
  const save = (draft: RegimenDraft) => {
    const checked = checkDraft(draft, { patientId, regimenId, edited: medication })
    const problems = Object.entries(checked.error ? draftProblems(checked.error) : {})
    setErrors(Object.fromEntries(problems.map(([field, each]) => [field, t(`problem.${each}`)])))
    if (!checked.success) return
    startTransition(async () => {
      const input = checked.data
      const result = "startDate" in input ? await add(input) : await edit(input)
      if (!result.ok) return refuse(result.error)
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      const { added: n, cancelled } = result.value
      toast(t(medication ? "sheet.changed" : "sheet.added"), {
        description: t(cancelled > 0 ? "sheet.plannedAndCancelled" : "sheet.planned", {
          n,
          cancelled,
        }),
      })
      onClose()
    })
  }
  const forget = () => {
    setErrors({})
    setFailure(null)
  }
  return { save, pending, errors, failure, forget }
}

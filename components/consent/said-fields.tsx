"use client"

import { useTranslations } from "next-intl"
import type { ConsentMode } from "@/components/consent/consent-dialog"
import { MeansField } from "@/components/consent/means-field"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import type { ConsentMeans } from "@/db/enums"
import type { ActionError } from "@/lib/auth/action"
import { LONGEST_WORDING } from "@/lib/consent/schema"

type SaidFieldsProps = {
  mode: ConsentMode
  /** What patients of the organization agree to. */
  wording: string
  error: ActionError | null
  /** Fields of the form whose errors stand beside them. */
  others?: readonly string[]
}

/** How it was said, in which words, and for which hours. */
export function SaidFields({ mode, wording, error, others = [] }: SaidFieldsProps) {
  const t = useTranslations("consent")
  const isWithdrawal = mode === "withdrawn"
  const errorOf = (field: string) => (error?.field === field ? error.sentence : null)
  const isElsewhere = error && !["means", "wording", ...others].includes(error.field ?? "")
  return (
    <>
      <MeansField error={errorOf("means")} />
      <Field label={t(`${mode}.wording`)} hint={t("form.hint")} error={errorOf("wording")} required>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            name="wording"
            maxLength={LONGEST_WORDING}
            autoComplete="off"
            defaultValue={isWithdrawal ? t("form.withdrawal") : wording}
          />
        )}
      </Field>
      {isWithdrawal ? null : (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is inside
        <label className="flex items-start gap-2 text-sm">
          <Checkbox name="outsideHours" className="mt-0.5" />
          <span>{t("form.outsideHours")}</span>
        </label>
      )}
      {isElsewhere ? (
        <p role="alert" className="text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
    </>
  )
}

/** What a form with these fields says. */
export function saidIn(form: FormData) {
  return {
    means: String(form.get("means")) as ConsentMeans,
    wording: String(form.get("wording")),
    outsideHours: form.get("outsideHours") === "on",
  }
}

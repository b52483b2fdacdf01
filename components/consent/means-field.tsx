"use client"

import { useTranslations } from "next-intl"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { CONSENT_MEANS } from "@/db/enums"

/** How the patient said so; nothing is chosen for whoever records it. */
export function MeansField({ error }: { error: string | null }) {
  const t = useTranslations("consent.means")
  return (
    <Field label={t("label")} error={error} required>
      {(control) => (
        <Select {...control} name="means" defaultValue="" className="w-full">
          <option value="" disabled>
            {t("choose")}
          </option>
          {CONSENT_MEANS.map((means) => (
            <option key={means} value={means}>
              {t(means)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

import { useTranslations } from "next-intl"
import type { FieldsProps } from "@/components/settings/sending-form"
import { SettingsSection } from "@/components/settings/settings-section"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { Windows } from "@/lib/regimens/schedule"

const FIELDS: readonly { key: keyof Windows; least: number }[] = [
  { key: "opensBeforeMinutes", least: 0 },
  { key: "onTimeMinutes", least: 1 },
  { key: "closesAfterMinutes", least: 1 },
]

/** The times around a due time that say what an answer means. */
export function WindowFields({ draft, errorAt, onChange }: FieldsProps) {
  const t = useTranslations("settings.organization.windows")
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <div className="grid gap-4 sm:grid-cols-3">
        {FIELDS.map(({ key, least }) => (
          <Field
            key={key}
            label={t(key)}
            hint={t(`${key}Hint`)}
            error={errorAt(`windows.${key}`)}
            className="content-start"
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={least}
                max={1440}
                value={Number.isNaN(draft.windows[key]) ? "" : draft.windows[key]}
                onChange={({ target }) =>
                  onChange({ windows: { ...draft.windows, [key]: target.valueAsNumber } })
                }
              />
            )}
          </Field>
        ))}
      </div>
    </SettingsSection>
  )
}

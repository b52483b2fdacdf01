import { useTranslations } from "next-intl"
import type { FieldsProps } from "@/components/settings/sending-form"
import { SettingsSection } from "@/components/settings/settings-section"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"

const NUDGE_MINUTES = [30, 35, 40, 45, 50, 55, 60]

/** What goes out by itself. */
export function ScheduleFields({ draft, errorAt, onChange }: FieldsProps) {
  const t = useTranslations("settings.organization.schedule")
  const { schedule } = draft
  return (
    <SettingsSection title={t("title")}>
      <div className="grid gap-1.5">
        <label htmlFor="schedule-on" className="flex items-start gap-2 text-sm">
          <Checkbox
            id="schedule-on"
            className="mt-0.5"
            checked={schedule.isOn}
            aria-describedby="schedule-on-hint"
            onChange={({ target }) => onChange({ schedule: { ...schedule, isOn: target.checked } })}
          />
          <span className="font-medium">{t("on")}</span>
        </label>
        <p id="schedule-on-hint" className="ps-6 text-muted-foreground text-xs">
          {t("onHint")}
        </p>
      </div>
      <Field
        label={t("nudge")}
        hint={t("nudgeHint")}
        error={errorAt("schedule.nudgeAfterMinutes")}
        className="max-w-xs pt-2"
      >
        {(control) => (
          <Select
            {...control}
            disabled={!schedule.isOn}
            value={schedule.nudgeAfterMinutes ?? ""}
            onChange={({ target }) =>
              onChange({
                schedule: {
                  ...schedule,
                  nudgeAfterMinutes: target.value === "" ? null : Number(target.value),
                },
              })
            }
          >
            <option value="">{t("none")}</option>
            {minutesWith(schedule.nudgeAfterMinutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {t("after", { n: minutes })}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </SettingsSection>
  )
}

/** Any minute may be in force, whoever set it. */
function minutesWith(inForce: number | null): number[] {
  if (inForce === null || NUDGE_MINUTES.includes(inForce)) return NUDGE_MINUTES
  return [...NUDGE_MINUTES, inForce].sort((a, b) => a - b)
}

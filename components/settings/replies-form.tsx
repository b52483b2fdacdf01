"use client"

import { useLocale, useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { AnswerFields } from "@/components/settings/answer-fields"
import { SettingsForm } from "@/components/settings/settings-form"
import { SettingsSection } from "@/components/settings/settings-section"
import { type SettingsFields, useSettingsForm } from "@/components/settings/use-settings-form"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { languageName } from "@/lib/i18n/language-name"
import { changeReplyRules } from "@/lib/organization/actions"
import { BUILT_IN_ANSWERS } from "@/lib/replies/answer-text"
import { type ReplySettings, replySettingsKey } from "@/lib/replies/reply-rules"
import { HOME_LANGUAGE } from "@/lib/templates/language"

export type ReplyFieldsProps = SettingsFields<ReplySettings>

/** How replies are read, and what happens when one holds a safety word. */
export function RepliesForm({ inForce }: { inForce: ReplySettings }) {
  const save = useAction(changeReplyRules)
  const { fields, ...form } = useSettingsForm({
    ...{ inForce, keyOf: replySettingsKey },
    save: ({ seen, settings }) => save({ seen: asInput(seen), settings: asInput(settings) }),
  })
  return (
    <SettingsForm {...form}>
      <LanguageFields {...fields} />
      <TargetFields {...fields} />
      <AnswerFields {...fields} />
    </SettingsForm>
  )
}

const asInput = (rules: ReplySettings) => ({ ...rules, replyLanguages: [...rules.replyLanguages] })

function LanguageFields({ draft, onChange }: ReplyFieldsProps) {
  const t = useTranslations("settings.replies.languages")
  const language = useLocale()
  const chosen = draft.replyLanguages
  const toggle = (code: string) =>
    onChange({
      replyLanguages: chosen.includes(code)
        ? chosen.filter((each) => each !== code)
        : [...chosen, code],
    })
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <fieldset className="grid gap-x-6 gap-y-1 sm:grid-cols-4">
        <legend className="sr-only">{t("title")}</legend>
        {Object.keys(BUILT_IN_ANSWERS).map((code) => {
          const isHome = code === HOME_LANGUAGE
          return (
            <label
              key={code}
              htmlFor={`reads-${code}`}
              className="flex min-h-8 items-center gap-2 text-sm"
            >
              <Checkbox
                id={`reads-${code}`}
                checked={isHome || chosen.includes(code)}
                disabled={isHome}
                onChange={() => toggle(code)}
              />
              {languageName(code, language)}
              {isHome ? <span className="text-muted-foreground">{t("always")}</span> : null}
            </label>
          )
        })}
      </fieldset>
    </SettingsSection>
  )
}

const TARGETS = ["emergencyMinutes", "urgentMinutes"] as const

function TargetFields({ draft, errorAt, onChange }: ReplyFieldsProps) {
  const t = useTranslations("settings.replies.targets")
  const { safetyTargets } = draft
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {TARGETS.map((key) => (
          <Field
            key={key}
            label={t(key)}
            hint={t(`${key}Hint`)}
            error={errorAt(`safetyTargets.${key}`)}
            className="content-start"
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={1440}
                value={Number.isNaN(safetyTargets[key]) ? "" : safetyTargets[key]}
                onChange={({ target }) =>
                  onChange({ safetyTargets: { ...safetyTargets, [key]: target.valueAsNumber } })
                }
              />
            )}
          </Field>
        ))}
      </div>
    </SettingsSection>
  )
}

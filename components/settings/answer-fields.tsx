import { useLocale, useTranslations } from "next-intl"
import type { ReplyFieldsProps } from "@/components/settings/replies-form"
import { SettingsSection } from "@/components/settings/settings-section"
import { usePartsWords } from "@/components/settings/use-parts-words"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { languageName } from "@/lib/i18n/language-name"
import { answerIn, BUILT_IN_ANSWERS, EMERGENCY_VARIABLE } from "@/lib/replies/answer-text"
import type { SafetyAnswer } from "@/lib/replies/reply-rules"
import { directionOf } from "@/lib/templates/language"

/** What goes out by itself to a patient who writes a safety word. */
export function AnswerFields({ draft, errorAt, onChange }: ReplyFieldsProps) {
  const t = useTranslations("settings.replies.answer")
  const { safetyAnswer } = draft
  const change = (part: Partial<SafetyAnswer>) =>
    onChange({ safetyAnswer: { ...safetyAnswer, ...part } })
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <label htmlFor="answer-on" className="flex items-start gap-2 text-sm">
        <Checkbox
          id="answer-on"
          className="mt-0.5"
          checked={safetyAnswer.isOn}
          aria-describedby="answer-on-hint"
          onChange={({ target }) => change({ isOn: target.checked })}
        />
        <span className="font-medium">{t("on")}</span>
      </label>
      <p id="answer-on-hint" className="ps-6 text-muted-foreground text-xs">
        {t("onHint")}
      </p>
      <Field
        label={t("number")}
        hint={t("numberHint", { variable: EMERGENCY_VARIABLE })}
        error={errorAt("safetyAnswer.emergencyNumber")}
        className="max-w-xs pt-2"
      >
        {(control) => (
          <Input
            {...control}
            inputMode="tel"
            dir="ltr"
            className="rtl:text-end"
            autoComplete="off"
            maxLength={16}
            value={safetyAnswer.emergencyNumber}
            onChange={({ target }) => change({ emergencyNumber: target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 pt-2">
        {Object.keys(BUILT_IN_ANSWERS).map((code) => (
          <AnswerText key={code} {...{ code, safetyAnswer, errorAt }} onChange={change} />
        ))}
      </div>
    </SettingsSection>
  )
}

type AnswerTextProps = {
  code: string
  safetyAnswer: SafetyAnswer
  errorAt: ReplyFieldsProps["errorAt"]
  onChange: (part: Partial<SafetyAnswer>) => void
}

function AnswerText({ code, safetyAnswer, errorAt, onChange }: AnswerTextProps) {
  const t = useTranslations("settings.replies.answer")
  const partsWords = usePartsWords()
  const language = languageName(code, useLocale())
  const { texts, emergencyNumber } = safetyAnswer
  const isOwn = code in texts
  const text = answerIn(code, safetyAnswer) ?? ""
  const parts = partsWords(text.replaceAll(EMERGENCY_VARIABLE, emergencyNumber))
  const restore = () => {
    const { [code]: _, ...others } = texts
    onChange({ texts: others })
  }
  return (
    <div className="grid gap-1">
      <Field
        label={t("in", { language })}
        hint={t(isOwn ? "own" : "builtIn", { parts })}
        error={errorAt(`safetyAnswer.texts.${code}`)}
      >
        {(control) => (
          <Textarea
            {...control}
            dir={directionOf(code)}
            lang={code}
            value={text}
            onChange={({ target }) => onChange({ texts: { ...texts, [code]: target.value } })}
          />
        )}
      </Field>
      {isOwn ? (
        <Button variant="link" className="justify-self-start text-xs" onClick={restore}>
          {t.rich("restore", {
            language,
            more: (more) => <span className="sr-only">{more}</span>,
          })}
        </Button>
      ) : null}
    </div>
  )
}

import { useLocale, useTranslations } from "next-intl"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { HOME_LANGUAGE, languageOf } from "@/lib/templates/language"
import { inOrderFor, type TemplateChoice } from "@/lib/templates/template"

type TemplateChoiceProps = {
  templates: TemplateChoice[]
  /** The patient's, or undefined where the text goes to many. */
  locale: string | null | undefined
  /** What the text is called that the composer begins with. */
  first: string
  /** Null: that text. */
  chosen: string | null
  onChoose: (id: string | null) => void
}

/** The organization's texts, those of the patient's language first. */
export function ChooseTemplate({
  templates,
  locale,
  first,
  chosen,
  onChoose,
}: TemplateChoiceProps) {
  const t = useTranslations("composer.template")
  const names = new Intl.DisplayNames([useLocale()], { type: "language" })
  if (templates.length === 0) return null
  const language = languageOf(locale ?? null) ?? HOME_LANGUAGE
  const ordered = inOrderFor(templates, language)
  const languages = [...new Set(ordered.map((each) => each.language))]
  return (
    <Field label={t("label")}>
      {(control) => (
        <Select
          {...control}
          value={chosen ?? ""}
          onChange={(event) => onChoose(event.target.value || null)}
        >
          <option value="">{first}</option>
          {languages.map((each) => (
            <optgroup
              key={each}
              label={
                locale !== undefined && each === language
                  ? t("patients", { language: names.of(each) ?? each })
                  : names.of(each)
              }
            >
              {ordered
                .filter((template) => template.language === each)
                .map(({ id, name, purpose, isDefault }) => (
                  <option key={id} value={id}>
                    {t(isDefault ? "optionDefault" : "option", {
                      name,
                      purpose: t(`purpose.${purpose}`),
                    })}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  )
}

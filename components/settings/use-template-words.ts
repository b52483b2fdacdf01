import { useLocale, useTranslations } from "next-intl"
import type { TemplatePurpose } from "@/db/enums"
import { languageName } from "@/lib/i18n/language-name"

type Kind = { purpose: TemplatePurpose; language: string }

/** What a text is for and in which language, in words. */
export function useTemplateWords() {
  const t = useTranslations("settings.templates")
  const locale = useLocale()
  const nameOf = (language: string) => languageName(language, locale)
  return {
    nameOf,
    purposeOf: (purpose: TemplatePurpose) => t(`purpose.${purpose}.label`),
    /** "reminders in German". */
    manyOf: ({ purpose, language }: Kind) =>
      t(`purpose.${purpose}.many`, { language: nameOf(language) }),
  }
}

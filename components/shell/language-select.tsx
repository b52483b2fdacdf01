"use client"

import { useTranslations } from "next-intl"
import { useLanguageChoice, useLanguageNews } from "@/components/shell/language-choice"
import { Label } from "@/components/ui/label"
import { Select } from "@/components/ui/select"
import { LANGUAGE_NAMES, LANGUAGES } from "@/lib/i18n/languages"

/** The choice of a language where nobody is signed in. */
export function LanguageSelect() {
  const t = useTranslations("shell.language")
  useLanguageNews()
  const { language, choose } = useLanguageChoice()
  return (
    <div className="flex items-center gap-2 text-sm">
      <Label htmlFor="language">{t("title")}</Label>
      <Select id="language" value={language} onChange={(event) => choose(event.target.value)}>
        {LANGUAGES.map((each) => (
          <option key={each} value={each} lang={each}>
            {LANGUAGE_NAMES[each]}
          </option>
        ))}
      </Select>
    </div>
  )
}

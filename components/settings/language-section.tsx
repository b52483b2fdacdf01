import { useTranslations } from "next-intl"
import { TemplateLine } from "@/components/settings/template-line"
import { usePartsWords } from "@/components/settings/use-parts-words"
import { useTemplateWords } from "@/components/settings/use-template-words"
import type { NewText } from "@/components/settings/write-template"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import type { AskPurpose } from "@/lib/messages/reminder-text"
import { HOME_LANGUAGE, LANGUAGES } from "@/lib/templates/language"
import type { Template } from "@/lib/templates/template"
import { textFor } from "@/lib/templates/text-for"

type LanguageSectionProps = {
  language: string
  patients: number
  /** In use, of every language. */
  templates: Template[]
  zone: string
  onOpen: (template: Template) => void
  onWrite: (begin: NewText) => void
}

/** A language's texts, and what is sent where it has none of its own. */
export function LanguageSection(props: LanguageSectionProps) {
  const t = useTranslations("settings.templates")
  const { nameOf } = useTemplateWords()
  const { language, patients, templates, zone, onOpen, onWrite } = props
  const own = templates.filter((template) => template.language === language)
  const writable = LANGUAGES.find((each) => each === language)
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">
        {nameOf(language)}
        <span className="font-normal text-muted-foreground text-sm">
          {" · "}
          {t("patients", { n: patients })}
        </span>
      </h2>
      <ul className="divide-y border-y">
        {(["reminder", "nudge", "manual"] as const).map((purpose) => {
          const lines = own.filter((template) => template.purpose === purpose)
          const hasDefault = lines.some(({ isDefault }) => isDefault)
          return [
            purpose === "manual" || hasDefault ? null : (
              <Instead
                key={purpose}
                {...{ language, purpose, templates }}
                onWrite={writable ? () => onWrite({ purpose, language: writable }) : null}
              />
            ),
            ...[...lines]
              .sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
              .map((template) => (
                <TemplateLine key={template.id} {...{ template, zone, onOpen }}>
                  {template.isDefault ? <Badge variant="primary">{t("default")}</Badge> : null}
                </TemplateLine>
              )),
          ]
        })}
      </ul>
    </section>
  )
}

type InsteadProps = {
  language: string
  purpose: AskPurpose
  templates: Template[]
  onWrite: (() => void) | null
}

/** What goes out as long as the language has no default of its own for it. */
function Instead({ language, purpose, templates, onWrite }: InsteadProps) {
  const t = useTranslations("settings.templates")
  const partsWords = usePartsWords()
  const { nameOf, purposeOf } = useTemplateWords()
  const defaults = templates
    .filter(({ isDefault }) => isDefault)
    .map(({ versions: [{ version, body }], ...each }) => ({ ...each, version, body }))
  const { body, template } = textFor(defaults, { purpose, locale: language, doseCount: 1 })
  return (
    <li className="grid gap-x-6 gap-y-1 py-2.5 text-sm md:grid-cols-[14rem_minmax(0,1fr)_15rem]">
      <div className="grid content-start gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {template ? t("homeDefault", { language: nameOf(HOME_LANGUAGE) }) : t("builtIn")}
          <Badge variant="outline">{t("sent")}</Badge>
        </span>
        <span className="text-muted-foreground text-xs">{purposeOf(purpose)}</span>
      </div>
      <p dir="auto" className="line-clamp-2 break-words text-muted-foreground">
        {body}
      </p>
      <p className="flex items-start gap-3 text-muted-foreground text-xs md:justify-end">
        {partsWords(body)}
        {onWrite ? (
          <Button variant="link" className="text-xs" onClick={onWrite}>
            {t.rich("writeOwn", {
              purpose: t(`purpose.${purpose}.one`),
              language: nameOf(language),
              more: (more) => <span className="sr-only">{more}</span>,
            })}
          </Button>
        ) : null}
      </p>
    </li>
  )
}

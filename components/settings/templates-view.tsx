"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { LanguageSection } from "@/components/settings/language-section"
import { TemplateLine } from "@/components/settings/template-line"
import { TemplatePane } from "@/components/settings/template-pane"
import { useTemplateWords } from "@/components/settings/use-template-words"
import { type NewText, WriteTemplate } from "@/components/settings/write-template"
import { PageHeader } from "@/components/shell/page-header"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Sheet, SheetContent } from "@/components/ui/sheet"
import { HOME_LANGUAGE } from "@/lib/templates/language"
import type { Template, TemplatesScreen } from "@/lib/templates/template"

type Open = { kind: "one"; id: string } | { kind: "new"; begin: NewText }

/** The organization's texts by language, each opened in a pane beside the list. */
export function TemplatesView({ screen }: { screen: TemplatesScreen }) {
  const t = useTranslations("settings")
  const { nameOf } = useTemplateWords()
  const [open, setOpen] = useState<Open | null>(null)
  const { templates, languages, namesMedicines, zone } = screen
  const inUse = templates.filter(({ archivedAt }) => archivedAt === null)
  const archived = templates.filter(({ archivedAt }) => archivedAt !== null)
  const codes = new Set([
    ...languages.map(({ language }) => language),
    HOME_LANGUAGE,
    ...inUse.map(({ language }) => language),
  ])
  const show = (template: Template) => setOpen({ kind: "one", id: template.id })
  return (
    <>
      <PageHeader
        title={t("nav.templates")}
        description={t("templates.about")}
        action={
          <Button
            variant="primary"
            onClick={() =>
              setOpen({ kind: "new", begin: { purpose: "reminder", language: HOME_LANGUAGE } })
            }
          >
            {t("templates.write")}
          </Button>
        }
      />
      <div className="grid gap-8 pt-2">
        {[...codes].map((language) => (
          <LanguageSection
            key={language}
            language={language}
            patients={languages.find((each) => each.language === language)?.patients ?? 0}
            templates={inUse}
            zone={zone}
            onOpen={show}
            onWrite={(begin) => setOpen({ kind: "new", begin })}
          />
        ))}
        {archived.length > 0 ? (
          <details>
            <summary className="w-fit cursor-pointer rounded-sm font-semibold text-base">
              {t("templates.archived", { n: archived.length })}
            </summary>
            <ul className="mt-2 divide-y border-y">
              {archived.map((template) => (
                <TemplateLine key={template.id} {...{ template, zone }} onOpen={show}>
                  <Badge variant="outline">{nameOf(template.language)}</Badge>
                </TemplateLine>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <Sheet open={open !== null} onOpenChange={(isOpen) => (isOpen ? null : setOpen(null))}>
        <Pane
          open={open}
          screen={{ templates, languages, namesMedicines, zone }}
          onDone={() => setOpen(null)}
        />
      </Sheet>
    </>
  )
}

type PaneProps = { open: Open | null; screen: TemplatesScreen; onDone: () => void }

function Pane({ open, screen, onDone }: PaneProps) {
  const t = useTranslations("settings.templates")
  const { nameOf, purposeOf } = useTemplateWords()
  const { templates, namesMedicines, zone } = screen
  if (open?.kind === "new") {
    return (
      <SheetContent title={t("new")}>
        <WriteTemplate
          {...{ templates, languages: screen.languages, namesMedicines, onDone }}
          begin={open.begin}
        />
      </SheetContent>
    )
  }
  const template = templates.find(({ id }) => id === open?.id)
  if (!template) return null
  const { purpose, language, name, isDefault, versions } = template
  const current = templates.find(
    (each) => each.isDefault && each.purpose === purpose && each.language === language,
  )
  return (
    <SheetContent
      title={<bdi>{name}</bdi>}
      description={t(isDefault ? "ofDefault" : "of", {
        purpose: purposeOf(purpose),
        language: nameOf(language),
      })}
    >
      <TemplatePane
        key={`${template.id} ${versions[0].version}`}
        {...{ template, current, namesMedicines, zone, onDone }}
      />
    </SheetContent>
  )
}

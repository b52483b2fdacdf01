"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { TemplateText } from "@/components/settings/template-text"
import { useTemplateWords } from "@/components/settings/use-template-words"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { SheetClose } from "@/components/ui/sheet"
import { toast } from "@/components/ui/toast-store"
import { TEMPLATE_PURPOSES, type TemplatePurpose } from "@/db/enums"
import type { ActionError } from "@/lib/auth/action"
import { builtInText } from "@/lib/messages/reminder-text"
import { writeText } from "@/lib/templates/actions"
import { HOME_LANGUAGE, LANGUAGES, type Language } from "@/lib/templates/language"
import { type LanguageCount, patientsOfEnglish, type Template } from "@/lib/templates/template"

/** What a new text is to be for; chosen on the list, changed in the form. */
export type NewText = { purpose: TemplatePurpose; language: Language }

type WriteTemplateProps = {
  begin: NewText
  templates: Template[]
  languages: LanguageCount[]
  namesMedicines: boolean
  onDone: () => void
}

export function WriteTemplate({
  begin,
  templates,
  languages,
  namesMedicines,
  onDone,
}: WriteTemplateProps) {
  const t = useTranslations("settings.templates")
  const tForm = useTranslations("settings.form")
  const { nameOf, purposeOf, manyOf } = useTemplateWords()
  const router = useRouter()
  const write = useAction(writeText)
  const [purpose, setPurpose] = useState(begin.purpose)
  const [language, setLanguage] = useState(begin.language)
  const [name, setName] = useState("")
  const [typed, setTyped] = useState<string | null>(null)
  const [chosenDefault, setDefault] = useState<boolean | null>(null)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const body = typed ?? (purpose === "manual" ? "" : builtInText(purpose, language, 1))
  const current = templates.find(
    (each) => each.isDefault && each.purpose === purpose && each.language === language,
  )
  const isDefault = chosenDefault ?? current === undefined
  const what = manyOf({ purpose, language })
  const errorAt = (field: string) => (error?.field === field ? error.sentence : null)

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    startTransition(async () => {
      const result = await write({ name, purpose, language, body, isDefault })
      if (!result.ok) return setError(result.error)
      toast(t("saved"))
      router.refresh()
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field
          label={t("for")}
          hint={t(`purpose.${purpose}.hint`)}
          error={errorAt("purpose")}
          className="content-start"
        >
          {(control) => (
            <Select
              {...control}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value as TemplatePurpose)}
            >
              {TEMPLATE_PURPOSES.map((each) => (
                <option key={each} value={each}>
                  {purposeOf(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("language")} error={errorAt("language")} className="content-start">
          {(control) => (
            <Select
              {...control}
              value={language}
              onChange={(event) => setLanguage(event.target.value as Language)}
            >
              {LANGUAGES.map((each) => (
                <option key={each} value={each}>
                  {nameOf(each)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field label={t("name")} hint={t("nameHint")} error={errorAt("name")} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            dir="auto"
            value={name}
            onChange={(event) => {
              setName(event.target.value)
              setError(null)
            }}
          />
        )}
      </Field>
      <TemplateText
        body={body}
        namesMedicines={namesMedicines}
        refusal={errorAt("body")}
        onChange={(text) => {
          setTyped(text)
          setError(null)
        }}
      />
      <label htmlFor="template-default" className="flex items-start gap-2 text-sm">
        <Checkbox
          id="template-default"
          className="mt-0.5"
          checked={isDefault}
          onChange={(event) => setDefault(event.target.checked)}
        />
        <span>
          {current && isDefault
            ? t("defaultInstead", { what, name: current.name })
            : t("defaultFor", { what })}
        </span>
      </label>
      {isDefault && language === HOME_LANGUAGE && purpose !== "manual" ? (
        <AlsoTo count={patientsOfEnglish(templates, languages, purpose)} />
      ) : null}
      {error && !["name", "body", "purpose", "language"].includes(error.field ?? "") ? (
        <p role="alert" className="text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <SheetClose asChild>
          <Button>{tForm("cancel")}</Button>
        </SheetClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  )
}

/** The English default stands in where a language has no text at all. */
function AlsoTo({ count }: { count: number }) {
  const t = useTranslations("settings.templates")
  if (count === 0) return null
  return (
    <p role="status" className="text-muted-foreground text-xs">
      {t("alsoTo", { n: count })}
    </p>
  )
}

"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { ArchiveTemplate } from "@/components/settings/archive-template"
import { TemplateHistory } from "@/components/settings/template-history"
import { TemplateText } from "@/components/settings/template-text"
import { useTemplateWords } from "@/components/settings/use-template-words"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast-store"
import type { ActionError, ActionResult } from "@/lib/auth/action"
import { makeTextDefault, reviseText } from "@/lib/templates/actions"
import type { Template } from "@/lib/templates/template"

type TemplatePaneProps = {
  template: Template
  /** The text that is the default of the same purpose and language. */
  current: Template | undefined
  namesMedicines: boolean
  zone: string
  onDone: () => void
}

/** One text: its wording, whether it goes out by itself, and every wording that it had. */
export function TemplatePane(props: TemplatePaneProps) {
  const { template, zone } = props
  return (
    <div className="grid gap-6">
      {template.archivedAt === null ? <ReviseForm {...props} /> : null}
      <TemplateHistory template={template} zone={zone} />
    </div>
  )
}

function ReviseForm({ template, current, namesMedicines, onDone }: TemplatePaneProps) {
  const t = useTranslations("settings.templates")
  const router = useRouter()
  const revise = useAction(reviseText)
  const choose = useAction(makeTextDefault)
  const [newest] = template.versions
  const [name, setName] = useState(template.name)
  const [body, setBody] = useState(newest.body)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const isChanged = name.trim() !== template.name || body.trim() !== newest.body
  const one = { templateId: template.id, seen: newest.version }

  const run = (work: () => Promise<ActionResult<unknown>>, done: string) => {
    if (pending) return
    startTransition(async () => {
      const result = await work()
      if (!result.ok) return setError(result.error)
      setError(null)
      toast(done)
      router.refresh()
    })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    run(() => revise({ ...one, name, body }), t("saved"))
  }
  const makeDefault = () => run(() => choose(one), t("defaultChanged"))
  const errorAt = (field: string) => (error?.field === field ? error.sentence : null)

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Standing template={template} current={current} pending={pending} onMake={makeDefault} />
      <Field label={t("name")} error={errorAt("name")} required>
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
          setBody(text)
          setError(null)
        }}
      />
      {error && error.field !== "name" && error.field !== "body" ? (
        <p role="alert" className="text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ArchiveTemplate template={template} onArchived={onDone} />
        <Button type="submit" variant="primary" pending={pending} disabled={!isChanged}>
          {t("saveVersion", { n: newest.version + 1 })}
        </Button>
      </div>
    </form>
  )
}

type StandingProps = {
  template: Template
  current: Template | undefined
  pending: boolean
  onMake: () => void
}

function Standing({ template, current, pending, onMake }: StandingProps) {
  const t = useTranslations("settings.templates")
  const { manyOf } = useTemplateWords()
  const what = manyOf(template)
  if (template.isDefault) {
    return <p className="text-sm">{t("isDefault", { what })}</p>
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
      <p className="min-w-0 flex-1">
        {current ? t("otherDefault", { what, name: current.name }) : t("anotherDefault", { what })}
      </p>
      <Button size="sm" pending={pending} onClick={onMake}>
        {t("makeDefault")}
      </Button>
    </div>
  )
}

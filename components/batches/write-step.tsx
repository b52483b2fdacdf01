import { useTranslations } from "next-intl"
import type { FormEvent } from "react"
import type { Problem } from "@/components/batches/compose-screen"
import { ChooseTemplate } from "@/components/composer/template-choice"
import { TextCost } from "@/components/composer/text-cost"
import { TextField } from "@/components/composer/text-field"
import { Button } from "@/components/ui/button"
import { ABOUTS, type BatchAbout } from "@/lib/batches/limits"
import { DEFAULT_REMINDER } from "@/lib/messages/reminder-text"
import { analyseText } from "@/lib/messages/segments"
import type { TextsToMany } from "@/lib/templates/composer"

export type Text = {
  about: BatchAbout
  body: string
  /** The template that the body was taken from, changed since or not. */
  templateId: string | null
}

type WriteStepProps = {
  text: Text
  texts: TextsToMany
  problem: Problem | null
  pending: boolean
  onChange: (next: Partial<Text>) => void
  onCheck: () => void
}

const firstBody = (about: BatchAbout) => (about === "open_doses" ? DEFAULT_REMINDER : "")

/** What is asked about, and the text. */
export function WriteStep({ text, texts, problem, pending, onChange, onCheck }: WriteStepProps) {
  const t = useTranslations("batches")
  const analysis = analyseText(text.body)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!pending) onCheck()
  }
  // The words that ask for an answer must not stay where no answer counts.
  const choose = (about: BatchAbout) => {
    const isUntouched = text.body === DEFAULT_REMINDER || text.body === ""
    onChange(isUntouched ? { about, body: firstBody(about) } : { about })
  }
  const take = (id: string | null) => {
    const chosen = texts.templates.find((template) => template.id === id)
    onChange({ templateId: id, body: chosen?.body ?? firstBody(text.about) })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid max-w-2xl gap-5">
      <AboutChoice chosen={text.about} onChoose={choose} />
      <ChooseTemplate
        templates={texts.templates}
        locale={undefined}
        first={t(text.about === "open_doses" ? "write.builtIn" : "write.none")}
        chosen={text.templateId}
        onChoose={take}
      />
      <TextField
        body={text.body}
        namesMedicines={texts.namesMedicines}
        hint={t("write.hint")}
        error={problem?.field === "body" ? problem.sentence : null}
        onChange={(body) => onChange({ body })}
      />
      <TextCost
        analysis={analysis}
        typed={text.body}
        onReplace={(char, by) => onChange({ body: analysis.normalised.replaceAll(char, by) })}
      />
      <FormProblem problem={problem} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {t("write.check")}
        </Button>
        <p className="text-muted-foreground text-sm">{t("write.checkHint")}</p>
      </div>
    </form>
  )
}

type AboutChoiceProps = { chosen: BatchAbout; onChoose: (about: BatchAbout) => void }

function AboutChoice({ chosen, onChoose }: AboutChoiceProps) {
  const t = useTranslations("batches.about")
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">{t("legend")}</legend>
      {ABOUTS.map((about) => (
        <label key={about} className="flex cursor-pointer items-start gap-2.5 text-sm">
          <input
            type="radio"
            name="about"
            value={about}
            checked={chosen === about}
            onChange={() => onChoose(about)}
            className="mt-0.5 size-4 accent-primary"
          />
          <span className="grid gap-0.5">
            {t(`${about}.label`)}
            <span className="text-muted-foreground text-xs">{t(`${about}.hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function FormProblem({ problem }: { problem: Problem | null }) {
  if (problem?.field !== "form") return null
  return (
    <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger text-sm">
      {problem.sentence}
    </p>
  )
}

"use client"

import { useTranslations } from "next-intl"
import { TextCost } from "@/components/composer/text-cost"
import { TextField } from "@/components/composer/text-field"
import { TextPreview } from "@/components/composer/text-preview"
import { TemplateProblems } from "@/components/settings/template-problems"
import { useTextPreview } from "@/components/settings/use-text-preview"
import { analyseText, normaliseText } from "@/lib/messages/segments"
import { templateRefusals } from "@/lib/templates/refusal"

type TemplateTextProps = {
  body: string
  namesMedicines: boolean
  /** What the server said of this text. */
  refusal: string | null
  onChange: (body: string) => void
}

/** A template's text with what the editor refuses, what it costs and how it arrives. */
export function TemplateText({ body, namesMedicines, refusal, onChange }: TemplateTextProps) {
  const t = useTranslations("settings.templates.text")
  const shown = useTextPreview(body)
  const note = noteOf(shown)
  const problems = body.trim() === "" ? [] : templateRefusals(body, { namesMedicines })
  const text = shown?.text ?? null
  return (
    <div className="grid gap-3">
      <div className="grid gap-2">
        <TextField
          body={body}
          namesMedicines={namesMedicines}
          hint={t("hint")}
          error={
            problems.length > 0 ? (
              <TemplateProblems of={problems} namesMedicines={namesMedicines} />
            ) : (
              refusal
            )
          }
          onChange={onChange}
        />
        <TextCost
          analysis={analyseText(text ?? body)}
          typed={body}
          onReplace={(char, by) => onChange(normaliseText(body).replaceAll(char, by))}
        />
      </div>
      {text && text.trim() !== "" ? (
        <TextPreview label={t(text === body ? "asIs" : "longest")} text={normaliseText(text)} />
      ) : null}
      <p role="status" className="text-muted-foreground text-xs empty:hidden">
        {problems.length === 0 && note ? t(note, { n: shown?.without ?? 0 }) : null}
      </p>
    </div>
  )
}

function noteOf(shown: ReturnType<typeof useTextPreview>) {
  if (shown === null) return "looking"
  if (shown.failed) return "failed"
  if (shown.without > 0) return "without"
  return shown.text === null ? "noValues" : null
}

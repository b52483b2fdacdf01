import { useTranslations } from "next-intl"
import { type ReactNode, useRef } from "react"
import { VariableButtons } from "@/components/composer/variable-buttons"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"

type TextFieldProps = {
  body: string
  namesMedicines: boolean
  hint?: string
  error: ReactNode
  onChange: (body: string) => void
}

/** Where a text is written, with the variables that it may have. */
export function TextField({ body, namesMedicines, hint, error, onChange }: TextFieldProps) {
  const t = useTranslations("composer.field")
  const box = useRef<HTMLTextAreaElement>(null)
  return (
    <>
      <Field label={t("text")} hint={hint} error={error}>
        {(control) => (
          <Textarea
            {...control}
            ref={box}
            dir="auto"
            value={body}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <VariableButtons namesMedicines={namesMedicines} field={box} onChange={onChange} />
    </>
  )
}

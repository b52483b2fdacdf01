import { useTranslations } from "next-intl"
import type { RefObject } from "react"
import { Button } from "@/components/ui/button"
import { type TemplateVariable, variablesFor } from "@/lib/messages/template"

type VariableButtonsProps = {
  namesMedicines: boolean
  /** The field into which they go, at its cursor. */
  field: RefObject<HTMLTextAreaElement | null>
  onChange: (body: string) => void
}

/** Put a variable where the cursor stands, in place of what is selected. */
export function VariableButtons({ namesMedicines, field, onChange }: VariableButtonsProps) {
  const t = useTranslations("composer.field")
  const insert = (name: TemplateVariable) => {
    const box = field.current
    if (!box) return
    const cursor = box.selectionStart + name.length + 2
    onChange(
      `${box.value.slice(0, box.selectionStart)}{${name}}${box.value.slice(box.selectionEnd)}`,
    )
    box.focus()
    // After React has put the new text in, which sets the cursor to its end.
    requestAnimationFrame(() => box.setSelectionRange(cursor, cursor))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form
    <div
      role="group"
      aria-label={t("insertVariable")}
      className="flex flex-wrap items-center gap-1.5"
    >
      <span className="text-muted-foreground text-xs">{t("insert")}</span>
      {variablesFor({ namesMedicines }).map((name) => (
        <Button key={name} size="sm" title={`{${name}}`} onClick={() => insert(name)}>
          {t(`variable.${name}`)}
        </Button>
      ))}
    </div>
  )
}

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useId } from "react"
import { cn } from "@/components/ui/cn"
import { Label } from "@/components/ui/label"

export type FieldControl = {
  id: string
  "aria-describedby": string | undefined
  "aria-invalid": true | undefined
  required: boolean | undefined
}

type FieldProps = {
  label: ReactNode
  /** What a good answer looks like, always visible. */
  hint?: ReactNode
  /** What is wrong and how to put it right; takes the control into its invalid state. */
  error?: ReactNode
  required?: boolean
  optional?: boolean
  className?: string
  /** Spread the argument onto the control: `{(control) => <Input name="phone" {...control} />}`. */
  children: (control: FieldControl) => ReactNode
}

export function Field({ label, hint, error, required, optional, className, children }: FieldProps) {
  const t = useTranslations("ui")
  const id = useId()
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ")
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional ? (
          <span className="font-normal text-muted-foreground"> {t("optional")}</span>
        ) : null}
      </Label>
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        required,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  )
}

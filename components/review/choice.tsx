import { CircleAlert } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "@/components/ui/cn"

type ChoiceGroupProps = { legend: string; error?: string | null; children: ReactNode }

/** A question with its possible answers and, if it was left open, what is missing. */
export function ChoiceGroup({ legend, error, children }: ChoiceGroupProps) {
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {children}
      {error ? (
        <p role="alert" className="flex items-start gap-1 text-danger text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
    </fieldset>
  )
}

/** The whole line is the target. */
export function ChoiceLine({ className, ...props }: ComponentProps<"label">) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller puts the control inside
    <label
      className={cn(
        "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md border px-2.5 py-1.5 text-sm hover:bg-hover has-checked:border-primary has-checked:bg-primary-soft pointer-coarse:min-h-11",
        className,
      )}
      {...props}
    />
  )
}

export function Radio(props: Omit<ComponentProps<"input">, "type" | "className">) {
  return <input type="radio" className="size-4 shrink-0 cursor-pointer accent-primary" {...props} />
}

"use client"

import { Check, Minus } from "lucide-react"
import { type ComponentProps, useEffect, useRef } from "react"
import { cn } from "@/components/ui/cn"

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & {
  /** "Some of them": shown as a dash, announced as mixed. */
  indeterminate?: boolean
}

/** The browser's own checkbox in our looks. Give it a label: `aria-label` or a `<label>` around. */
export function Checkbox({ className, indeterminate = false, ...props }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate
  }, [indeterminate])
  return (
    <span className={cn("relative inline-grid size-4 shrink-0 place-items-center", className)}>
      <input
        ref={ref}
        type="checkbox"
        className="peer size-4 cursor-pointer appearance-none rounded-sm border border-input bg-surface transition-colors after:absolute after:-inset-2 checked:border-primary checked:bg-primary indeterminate:border-primary indeterminate:bg-primary disabled:cursor-not-allowed disabled:opacity-50"
        {...props}
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-3 text-primary-foreground peer-checked:block peer-indeterminate:hidden"
      />
      <Minus
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute hidden size-3 text-primary-foreground peer-indeterminate:block"
      />
    </span>
  )
}

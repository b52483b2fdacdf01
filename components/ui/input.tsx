import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

/** The edge and height that every box to type or choose in shares; 16 px on touch, or iOS zooms. */
export const controlClass =
  "w-full min-w-0 rounded-md border border-input bg-surface px-2.5 text-base text-foreground transition-colors focus-visible:border-primary focus-visible:outline-2 focus-visible:outline-primary focus-visible:-outline-offset-1 disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger pointer-coarse:text-lg"

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      className={cn(controlClass, "h-8 pointer-coarse:h-11", className)}
      {...props}
    />
  )
}

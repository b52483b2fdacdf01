import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"
import { controlClass } from "@/components/ui/input"

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={cn(controlClass, "field-sizing-content min-h-20 resize-y py-1.5", className)}
      {...props}
    />
  )
}

import { ChevronDown } from "lucide-react"
import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"
import { controlClass } from "@/components/ui/input"

/**
 * The browser's own select: the phone's wheel, type-ahead and form reset come with it, and it has
 * no inline styles for the content security policy to refuse. Children are `<option>`s.
 */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex min-w-0", className)}>
      <select
        className={cn(controlClass, "h-8 appearance-none truncate pe-8 pointer-coarse:h-11")}
        {...props}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 end-2.5 size-4 text-muted-foreground"
      />
    </span>
  )
}

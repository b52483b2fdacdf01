import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

type SeparatorProps = ComponentProps<"div"> & { orientation?: "horizontal" | "vertical" }

/** A hair between things; said to nobody, since the headings around it already say it. */
export function Separator({ className, orientation = "horizontal", ...props }: SeparatorProps) {
  return (
    <div
      aria-hidden
      className={cn(
        "shrink-0 bg-border",
        orientation === "horizontal" ? "h-px w-full" : "w-px self-stretch",
        className,
      )}
      {...props}
    />
  )
}

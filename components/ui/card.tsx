import type { ComponentProps } from "react"
import { cn } from "@/components/ui/cn"

/** A unit that could be lifted off the page; not a box to group things in. */
export function Card({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("rounded-md border bg-surface", className)} {...props} />
}

export function CardHeader({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex min-h-11 items-center justify-between gap-3 border-b px-4 py-2",
        className,
      )}
      {...props}
    />
  )
}

export function CardTitle({ className, ...props }: ComponentProps<"h2">) {
  return <h2 className={cn("font-semibold text-base", className)} {...props} />
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("p-4", className)} {...props} />
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn("flex items-center justify-end gap-2 border-t px-4 py-3", className)}
      {...props}
    />
  )
}

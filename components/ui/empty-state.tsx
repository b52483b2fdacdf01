import type { ReactNode } from "react"
import { cn } from "@/components/ui/cn"

type EmptyStateProps = {
  /** What is not here, said plainly: "No patients match these filters". */
  title: string
  /** Why, and what to do next. */
  children?: ReactNode
  /** One button or link that does it. */
  action?: ReactNode
  icon?: ReactNode
  as?: "h1" | "h2" | "h3" | "p"
  className?: string
}

export function EmptyState({
  title,
  children,
  action,
  icon,
  as: Heading = "h2",
  className,
}: EmptyStateProps) {
  return (
    <div
      className={cn("mx-auto grid max-w-md justify-items-center gap-2 p-6 text-center", className)}
    >
      {icon ? <div className="text-muted-foreground [&_svg]:size-5">{icon}</div> : null}
      <Heading className="text-balance font-semibold text-base">{title}</Heading>
      {children ? (
        <div className="text-pretty text-muted-foreground text-sm">{children}</div>
      ) : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  )
}

"use client"

import { CircleAlert } from "lucide-react"
import { type ReactNode, useTransition } from "react"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"

type ErrorStateProps = {
  /** What happened: "The messages could not be loaded". */
  title: string
  /** Whether anything was lost, what is safe, what to do. */
  children?: ReactNode
  /** Ties what the person sees to our logs. */
  reference?: string | undefined
  onRetry?: () => unknown
  as?: "h1" | "h2" | "h3" | "p"
  className?: string
}

export function ErrorState({
  title,
  children,
  reference,
  onRetry,
  as: Heading = "h2",
  className,
}: ErrorStateProps) {
  const [pending, startTransition] = useTransition()
  return (
    <div
      role="alert"
      className={cn("mx-auto grid max-w-md justify-items-center gap-2 p-6 text-center", className)}
    >
      <CircleAlert aria-hidden className="size-5 text-danger" />
      <Heading className="text-balance font-semibold text-base">{title}</Heading>
      {children ? (
        <div className="text-pretty text-muted-foreground text-sm">{children}</div>
      ) : null}
      {onRetry ? (
        <Button
          className="mt-2"
          pending={pending}
          onClick={() => startTransition(async () => void (await onRetry()))}
        >
          Try again
        </Button>
      ) : null}
      {reference ? (
        <p className="text-muted-foreground text-xs">
          Reference <code className="font-mono">{reference}</code>
        </p>
      ) : null}
    </div>
  )
}

"use client"

import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"
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

/** What went wrong in place of what should stand there. */
export function ErrorState(props: ErrorStateProps) {
  const t = useTranslations("ui")
  const { reference } = props
  return (
    <ErrorBox
      {...props}
      retryLabel={t("tryAgain")}
      reference={
        reference
          ? t.rich("reference", {
              reference,
              code: (words) => <code className="font-mono">{words}</code>,
            })
          : null
      }
    />
  )
}

type ErrorBoxProps = Omit<ErrorStateProps, "reference"> & {
  retryLabel: string
  reference?: ReactNode
}

/** The same where there are no translations any more, for the layout itself failed. */
export function ErrorBox({
  title,
  children,
  reference,
  retryLabel,
  onRetry,
  as: Heading = "h2",
  className,
}: ErrorBoxProps) {
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
          {retryLabel}
        </Button>
      ) : null}
      {reference ? <p className="text-muted-foreground text-xs">{reference}</p> : null}
    </div>
  )
}

import type { ReactNode } from "react"

type PageHeaderProps = {
  title: ReactNode
  /** One quiet line: a count, the patient's local time, where the data is from. */
  description?: ReactNode
  /** At most one primary action. */
  action?: ReactNode
  /** A link back to the list, above the title. */
  back?: ReactNode
}

export function PageHeader({ title, description, action, back }: PageHeaderProps) {
  return (
    <div className="grid gap-1">
      {back ? <div className="text-sm print:hidden">{back}</div> : null}
      <div className="flex min-h-8 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-1 sm:flex-1">
          <h1 className="min-w-0 text-balance font-semibold text-xl tracking-tight">{title}</h1>
          {description ? <div className="text-muted-foreground text-sm">{description}</div> : null}
        </div>
        {action ? (
          <div className="flex flex-wrap items-center gap-2 print:hidden">{action}</div>
        ) : null}
      </div>
    </div>
  )
}

import type { ReactNode } from "react"

type Props = { title: string; description?: ReactNode; children: ReactNode }

export function SettingsSection({ title, description, children }: Props) {
  return (
    <section className="grid min-w-0 gap-2" aria-label={title}>
      <h2 className="font-semibold text-base">{title}</h2>
      {description ? (
        <p className="text-pretty text-muted-foreground text-sm">{description}</p>
      ) : null}
      {children}
    </section>
  )
}

import type { ReactNode } from "react"

export function EvidenceSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {children}
    </section>
  )
}

/** Names and values in two columns. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">{children}</dl>
  )
}

/** Nothing is shown for what is not known. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === "") return null
  return (
    <div className="contents">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}

export function Identifier({ value }: { value: string }) {
  return (
    <code dir="ltr" className="select-all break-all font-mono text-xs tracking-tight">
      {value}
    </code>
  )
}

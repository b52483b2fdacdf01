"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

/** Names and values in two columns; a value that is not known says so. */
export function Facts({ facts }: { facts: [name: string, value: ReactNode][] }) {
  const t = useTranslations("messages.fact")
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="break-words">
            {value || <span className="text-muted-foreground">{t("none")}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** An id as it stands in BioT, to be selected with one click. */
export function Id({ children }: { children: string | null }) {
  const t = useTranslations("messages.fact")
  if (children === null) return <span className="text-muted-foreground">{t("none")}</span>
  return (
    <code dir="ltr" className="select-all break-all font-mono text-xs tracking-tight">
      {children}
    </code>
  )
}

export function PaneSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      {children}
    </section>
  )
}

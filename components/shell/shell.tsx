import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Mark } from "@/components/shell/mark"
import { PersonMenu, type PersonMenuProps } from "@/components/shell/person-menu"

export type ShellProps = {
  organization: string
  person: PersonMenuProps
  /** The tabs along the top, and those that a phone has at the bottom. */
  tabs: ReactNode
  bottomBar: ReactNode
  /** What opens the command palette. */
  search?: ReactNode
  /** The live indicator. */
  live?: ReactNode
  /** Between the top bar and the content: what concerns every page. */
  banner?: ReactNode
  children: ReactNode
}

export function Shell({
  organization,
  person,
  tabs,
  bottomBar,
  live,
  search,
  banner,
  children,
}: ShellProps) {
  const t = useTranslations("shell")
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:not-sr-only focus:fixed focus:top-1.5 focus:start-2"
      >
        {t("skip")}
      </a>
      <header className="sticky top-0 z-30 border-b bg-background print:hidden">
        <div className="mx-auto flex h-12 max-w-[1440px] items-center gap-4 px-4 md:gap-6 md:px-6">
          <div className="flex min-w-0 items-center gap-2.5">
            <Mark />
            <span className="truncate font-semibold text-base">{organization}</span>
          </div>
          {tabs}
          <div className="ms-auto flex items-center gap-3">
            {search}
            {live}
            <PersonMenu {...person} />
          </div>
        </div>
      </header>
      {banner}
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none max-md:pb-16">
        {children}
      </main>
      {bottomBar}
    </div>
  )
}

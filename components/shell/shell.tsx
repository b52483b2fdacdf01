import type { ReactNode } from "react"
import { PersonMenu, type PersonMenuProps } from "@/components/shell/person-menu"

export type ShellProps = {
  organization: string
  person: PersonMenuProps
  /** The tabs along the top, and those that a phone has at the bottom. */
  tabs: ReactNode
  bottomBar: ReactNode
  /** The live indicator. */
  live?: ReactNode
  children: ReactNode
}

export function Shell({ organization, person, tabs, bottomBar, live, children }: ShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:not-sr-only focus:fixed focus:top-1.5 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 border-b bg-background print:hidden">
        <div className="mx-auto flex h-12 max-w-[1440px] items-center gap-4 px-4 md:gap-6 md:px-6">
          <div className="flex min-w-0 items-center gap-2.5">
            <Mark />
            <span className="truncate font-semibold text-base">{organization}</span>
          </div>
          {tabs}
          <div className="ml-auto flex items-center gap-3">
            {live}
            <PersonMenu {...person} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col outline-none max-md:pb-16">
        {children}
      </main>
      {bottomBar}
    </div>
  )
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-6 shrink-0" role="img" aria-label="Doseline">
      <rect width="32" height="32" rx="7" className="fill-primary" />
      <path
        d="M6 20.5h4.5l3-9 4.5 12 3.2-7.5H26"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-primary-foreground"
      />
    </svg>
  )
}
